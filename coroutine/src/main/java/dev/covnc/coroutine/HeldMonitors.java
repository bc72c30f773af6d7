package dev.covnc.coroutine;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The monitors that are held between here and the bottom of the running coroutine, which a
 * suspension would leave locked.
 */
final class HeldMonitors {
    private static final boolean JVM_TELLS =
            ModuleLayer.boot().findModule("java.management").isPresent();

    /** For each class the places in its code that are reached with a monitor held. */
    private static final ClassValue<Map<String, LockedCode>> CODE =
            new ClassValue<>() {
                @Override
                protected Map<String, LockedCode> computeValue(Class<?> type) {
                    return LockedCode.of(type);
                }
            };

    /**
     * Stacks that hold none, by the places of their frames. What a frame holds depends on nothing
     * but its place in its code, for locking is structured (JVMS 2.11.10): so each stack is asked
     * about once.
     */
    private static final Set<List<Long>> INNOCENT = ConcurrentHashMap.newKeySet();

    private HeldMonitors() {}

    /** Asks the JVM; null if none is held. It answers for platform threads only. */
    static StackTraceElement askJvm() {
        var self = Thread.currentThread();
        if (!JVM_TELLS || self.isVirtual()) {
            return askCode();
        }
        var stack = walk(frames -> frames.map(HeldMonitors::place).toList());
        if (INNOCENT.contains(stack)) {
            return null;
        }
        var holder = held(info(self));
        if (holder == null) {
            INNOCENT.add(stack);
        }
        return holder;
    }

    private static long place(StackFrame frame) {
        long method = frame.getDeclaringClass().hashCode() * 31L + frame.getMethodName().hashCode();
        return (method << 16) + frame.getByteCodeIndex();
    }

    private static ThreadInfo info(Thread thread) {
        return ManagementFactory.getThreadMXBean()
                .getThreadInfo(new long[] {thread.threadId()}, true, false)[0];
    }

    private static StackTraceElement held(ThreadInfo info) {
        int bottom = bottom(info.getStackTrace());
        return Arrays.stream(info.getLockedMonitors())
                .filter(monitor -> monitor.getLockedStackDepth() < bottom)
                .findFirst()
                .map(monitor -> monitor.getLockedStackFrame())
                .orElse(null);
    }

    private static int bottom(StackTraceElement[] frames) {
        int depth = 0;
        while (depth < frames.length
                && !Frames.isBottom(frames[depth].getClassName(), frames[depth].getMethodName())) {
            depth++;
        }
        return depth;
    }

    /** Reckons it from where in its method each frame is; null if none is held. */
    static StackTraceElement askCode() {
        return walk(frames -> frames.filter(HeldMonitors::isLocked).findFirst())
                .map(StackFrame::toStackTraceElement)
                .orElse(null);
    }

    private static <T> T walk(Function<Stream<StackFrame>, T> look) {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> look.apply(frames.takeWhile(HeldMonitors::isAboveBottom)));
    }

    private static boolean isAboveBottom(StackFrame frame) {
        return !Frames.isBottom(frame.getClassName(), frame.getMethodName());
    }

    private static boolean isLocked(StackFrame frame) {
        var code = CODE.get(frame.getDeclaringClass());
        var method = code.get(frame.getMethodName() + frame.getDescriptor());
        return method != null && method.isLockedAt(frame.getByteCodeIndex());
    }
}
