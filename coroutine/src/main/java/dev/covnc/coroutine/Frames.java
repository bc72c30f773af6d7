package dev.covnc.coroutine;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The frames of a coroutine without those by which it is switched: alike on every back-end. */
final class Frames {
    private static final Set<String> SWITCHES =
            Set.of(
                    // By name: where jdk.internal.vm is not exported the class cannot be loaded.
                    Stack.class.getPackageName() + ".ContinuationStack",
                    VirtualThreadStack.class.getName(),
                    CheckedStack.class.getName());

    private Frames() {}

    /** Those from the innermost that is not part of the switch to the body's own first. */
    static List<StackTraceElement> of(StackTraceElement[] frames) {
        int top = 0;
        int bottom = frames.length;
        for (int i = 0; i < frames.length && bottom == frames.length; i++) {
            if (isSwitch(frames[i])) {
                top = i + 1;
            } else if (isBottom(frames[i].getClassName(), frames[i].getMethodName())) {
                bottom = i;
            }
        }
        return List.copyOf(Arrays.asList(frames).subList(top, bottom));
    }

    /** Those of all bodies that run on a thread; all frames if none does. */
    static List<StackTraceElement> aboveLoop(StackTraceElement[] frames) {
        int bottom = frames.length;
        for (int i = 0; i < frames.length; i++) {
            bottom = isBottom(frames[i].getClassName(), frames[i].getMethodName()) ? i : bottom;
        }
        return List.of(frames).subList(0, bottom);
    }

    /** Whether it is the one below which a coroutine's body begins. */
    static boolean isBottom(String type, String method) {
        return method.equals("run") && type.equals(Body.class.getName());
    }

    private static boolean isSwitch(StackTraceElement frame) {
        return SWITCHES.contains(frame.getClassName())
                || frame.getMethodName().equals("suspend")
                        && frame.getClassName().equals(Coroutine.class.getName());
    }
}
