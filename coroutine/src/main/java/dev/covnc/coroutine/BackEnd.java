package dev.covnc.coroutine;

import java.lang.System.Logger.Level;

/** How the stack of a suspended coroutine is kept. */
public enum BackEnd {
    /**
     * The JVM's continuations: about 100 ns for an enter and a yield. Needs {@code --add-exports
     * java.base/jdk.internal.vm=ALL-UNNAMED}, or {@code =dev.covnc.coroutine} on the module path.
     */
    CONTINUATION {
        @Override
        Stack stack(String name, Runnable body) {
            return new ContinuationStack(body);
        }
    },

    /** A virtual thread each: some microseconds for an enter and a yield, no flags. */
    VIRTUAL_THREAD {
        @Override
        Stack stack(String name, Runnable body) {
            return new VirtualThreadStack(name, body);
        }
    };

    abstract Stack stack(String name, Runnable body);

    /** Whether this JVM was started in a way that lets this back-end work. */
    public boolean isAvailable() {
        return this == VIRTUAL_THREAD || Probe.CONTINUATION == null;
    }

    /**
     * The faster one that works here. When that is {@link #VIRTUAL_THREAD}, the first call logs one
     * line that names the flag.
     */
    public static BackEnd preferred() {
        return Probe.PREFERRED;
    }

    /** Tried once, at first use, because the flag that decides is given when the JVM starts. */
    private static final class Probe {
        static final LinkageError CONTINUATION = probe();
        static final BackEnd PREFERRED = choose();

        private static LinkageError probe() {
            try {
                new ContinuationStack(() -> {}).resume();
                return null;
            } catch (LinkageError e) {
                return e;
            }
        }

        private static BackEnd choose() {
            if (CONTINUATION == null) {
                return BackEnd.CONTINUATION;
            }
            System.getLogger(BackEnd.class.getPackageName())
                    .log(
                            Level.INFO,
                            "Coroutines run on virtual threads, which switch more slowly; start"
                                + " Java with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED"
                                + " for the faster back-end");
            return VIRTUAL_THREAD;
        }
    }
}
