package dev.covnc.coroutine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the living coroutines did at a moment, or rather at one moment for each loop.
 *
 * @param time when it was asked
 * @param loops those on which coroutines live, or which did not answer
 * @param enteredByHand those that no scope owns; known in checked mode only
 * @param checked whether this JVM is in checked mode, {@code -Dcovnc.checked=true}
 */
public record CoroutineDump(
        Instant time, List<OnLoop> loops, List<Live> enteredByHand, boolean checked) {

    /**
     * One event loop.
     *
     * @param name of its thread
     * @param hold what kept it from answering, or from answering to the end; mostly empty
     * @param coroutines each before those in the scopes that it owns
     */
    public record OnLoop(String name, Optional<Hold> hold, List<Live> coroutines) {}

    /**
     * A coroutine that has not ended.
     *
     * @param owner who owns its scope, or who entered it last, by hand; an object of a sentence
     * @param waitsFor an object of a sentence; empty if it does not wait
     * @param waited for how long it has waited; zero if it does not
     * @param depth how many coroutines own it, one the other
     * @param stack innermost frame first, without those of the switch; empty where none is wanted,
     *     or there is none yet
     */
    public record Live(
            String name,
            String owner,
            BackEnd backEnd,
            Coroutine.State state,
            String waitsFor,
            Duration waited,
            int depth,
            List<StackTraceElement> stack) {}

    /**
     * A thread that was kept from its event loop.
     *
     * @param coroutine by which; empty if it is not known, or by none
     * @param thread its name
     * @param time for how long, as far as it was watched
     * @param stack what it did, innermost frame first
     */
    public record Hold(
            Optional<String> coroutine,
            String thread,
            Duration time,
            List<StackTraceElement> stack) {

        /** A sentence, and the stack below. */
        @Override
        public String toString() {
            return DumpText.of(this);
        }
    }

    private static final int SHOWN = 1000;

    /** How many coroutines there are in it. */
    public long size() {
        return enteredByHand.size()
                + loops.stream().mapToLong(loop -> loop.coroutines().size()).sum();
    }

    /** Writes all of it as text, for people. */
    public void writeTo(Appendable out) throws IOException {
        new DumpText(out, Integer.MAX_VALUE).write(this);
    }

    /** As text, for people; of more than a thousand coroutines only the first. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        try {
            new DumpText(text, SHOWN).write(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
