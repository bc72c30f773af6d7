package dev.covnc.coroutine;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Map;

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

    private HeldMonitors() {}

    /** Asks the JVM; null if none is held. It answers for platform threads only. */
    static StackTraceElement askJvm() {
        var self = Thread.currentThread();
        return JVM_TELLS && !self.isVirtual() ? held(info(self)) : askCode();
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
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(
                        frames ->
                                frames.takeWhile(HeldMonitors::isAboveBottom)
                                        .filter(HeldMonitors::isLocked)
                                        .findFirst())
                .map(StackFrame::toStackTraceElement)
                .orElse(null);
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
