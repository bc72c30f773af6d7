package dev.covnc.coroutine;

import java.lang.System.Logger.Level;

/**
 * How the stack of a suspended coroutine is kept. Which one it is where nobody chooses, is said by
 * the system property {@code covnc.coroutine}: {@code continuation} or {@code virtual-thread}.
 */
public enum BackEnd {
    /**
     * The JVM's continuations: about 100 ns for an enter and a yield. Needs {@code --add-exports
     * java.base/jdk.internal.vm=ALL-UNNAMED}, or {@code =dev.covnc.coroutine} on the module path.
     */
    CONTINUATION("continuation") {
        @Override
        Stack stack(String name, Runnable body) {
            return new ContinuationStack(body);
        }
    },

    /** A virtual thread each: some microseconds for an enter and a yield, no flags. */
    VIRTUAL_THREAD("virtual-thread") {
        @Override
        Stack stack(String name, Runnable body) {
            return new VirtualThreadStack(name, body);
        }
    };

    private static final String PROPERTY = "covnc.coroutine";
    private static final String FLAG = "--add-exports java.base/jdk.internal.vm=ALL-UNNAMED";

    private final String word;

    BackEnd(String word) {
        this.word = word;
    }

    abstract Stack stack(String name, Runnable body);

    /** Whether this JVM was started in a way that lets this back-end work. */
    public boolean isAvailable() {
        return this == VIRTUAL_THREAD || Probe.CONTINUATION == null;
    }

    /**
     * The one that coroutines run on where nobody chooses another: what {@code
     * -Dcovnc.coroutine=continuation} or {@code virtual-thread} asked for when this was first
     * called; without it the faster one that works here. When that is {@link #VIRTUAL_THREAD}, the
     * first call logs one line that names the flag.
     *
     * @throws IllegalArgumentException when the property has another word
     * @throws IllegalStateException when it asks for one that does not work here
     */
    public static BackEnd preferred() {
        var preferred = Probe.PREFERRED;
        return preferred != null ? preferred : choose(Probe.ASKED, CONTINUATION.isAvailable());
    }

    /**
     * @param asked the property's word; null if it is not set
     */
    static BackEnd choose(String asked, boolean continuationWorks) {
        if (asked == null) {
            return continuationWorks ? CONTINUATION : VIRTUAL_THREAD;
        }
        var chosen = asked(asked);
        if (chosen == CONTINUATION && !continuationWorks) {
            throw new IllegalStateException(
                    "-D%s=%s needs %s, which this JVM was not started with"
                            .formatted(PROPERTY, asked, FLAG));
        }
        return chosen;
    }

    private static BackEnd asked(String word) {
        try {
            return named(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("-D" + PROPERTY + ": " + e.getMessage());
        }
    }

    /**
     * The one that {@link #toString} calls so.
     *
     * @throws IllegalArgumentException when none is called so
     */
    public static BackEnd named(String word) {
        for (var backEnd : values()) {
            if (backEnd.word.equals(word)) {
                return backEnd;
            }
        }
        throw new IllegalArgumentException(
                "a back-end is continuation or virtual-thread, not '" + word + "'");
    }

    /** Its word, as the system property has it. */
    @Override
    public String toString() {
        return word;
    }

    /** Tried once, at first use, because the flags that decide are given when the JVM starts. */
    private static final class Probe {
        static final String ASKED = System.getProperty(PROPERTY);
        static final LinkageError CONTINUATION = probe();

        /** Null if what was asked for cannot be had. */
        static final BackEnd PREFERRED = prefer();

        private static LinkageError probe() {
            try {
                new ContinuationStack(() -> {}).resume();
                return null;
            } catch (LinkageError e) {
                return e;
            }
        }

        private static BackEnd prefer() {
            try {
                var preferred = choose(ASKED, CONTINUATION == null);
                if (ASKED == null && preferred == VIRTUAL_THREAD) {
                    System.getLogger(BackEnd.class.getPackageName())
                            .log(
                                    Level.INFO,
                                    "Coroutines run on virtual threads, which switch more slowly;"
                                            + " start Java with {0} for the faster back-end",
                                    FLAG);
                }
                return preferred;
            } catch (IllegalArgumentException | IllegalStateException _) {
                return null;
            }
        }
    }
}
