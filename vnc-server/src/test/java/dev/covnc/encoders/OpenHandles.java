package dev.covnc.encoders;

/** How much there is outside of the heap that encoders have to free, for tests of their users. */
public final class OpenHandles {
    private OpenHandles() {}

    /** In this Java. */
    public static int count() {
        return NativeHandle.open();
    }
}
