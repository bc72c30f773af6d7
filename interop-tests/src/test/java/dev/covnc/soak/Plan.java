package dev.covnc.soak;

import static dev.covnc.soak.Plan.Kind.ANY;
import static dev.covnc.soak.Plan.Kind.SHORT;

import java.util.Locale;
import java.util.Set;

/** The trials there are, by the number that they have in the plan. */
enum Plan {
    T1("a thousand connections that say nothing", Strangers::silent, ANY),
    T2("2000 connections a second, reset at once", Strangers::storm, ANY),
    T3("200 viewers of a desktop that rests", Strangers::idle),
    T4("100 viewers of 1920x1080, a tenth changing at 30 Hz", Strain::crowd),
    T5("viewers that are sent an update and reset", Leavers::resetAfterUpdate, ANY),
    T6("viewers that ask for everything and read nothing", Readers::stalled, SHORT, ANY),
    T7("viewers that read 10 kB/s", Readers::slow, SHORT, ANY),
    T8("half a step, half a message, and then nothing", Strangers::half, ANY),
    T9("resets at any byte of an update", Leavers::resetAnywhere, SHORT, ANY),
    T10("viewers that shut down their side", Framing::halfClosed, ANY),
    T11("a session a byte at a time", Framing::bytewise),
    T12("a session cut in two, everywhere", Framing::cutInTwo),
    T13("a thousand messages at once", Framing::coalesced, SHORT),
    T14("random bytes in every state", Strangers::garbage, ANY),
    T16("the size changes 200 times a second", Sizes::storm, SHORT),
    T17("the program writes while it is painted", Sizes::scribble, SHORT),
    T18("how long the event loop is busy, from cold", Strain::loop),
    T19("what the event loop waits for", Strain::blocking),
    T20("more viewers than the workers can serve", Strain::busyWorkers),
    T21("too few buffers", Strain::noBuffers),
    T22("no native libraries", Strain::noLibraries),
    T23("odd sizes, native calls checked", Strain::oddSizes),
    T24("the time of day jumps by an hour", Network::clock),
    T25("1 Mbit/s, 200 ms, 2 % lost", Network::lossy),
    T26("a thousand logins to two servers, half wrong", Logins::race),
    T27("a good login among guesses", Logins::guesses),
    T28("a server started and closed 500 times", Logins::restarts),
    T29("viewers that may look only", Logins::rights, SHORT),
    MIXED("twenty viewers: fast, slow, stalled, resizing", Crowds::mixed, SHORT),
    AGE("a viewer behind 300 kB/s and 100 ms", Age::behindNarrowLine, SHORT, ANY);

    /**
     * Whether a brief run, of a few seconds, is part of every build; whether any server can be the
     * target.
     */
    enum Kind {
        SHORT,
        ANY
    }

    private final String sentence;
    private final Trial trial;
    private final Set<Kind> kinds;

    Plan(String sentence, Trial trial, Kind... kinds) {
        this.sentence = sentence;
        this.trial = trial;
        this.kinds = Set.of(kinds);
    }

    /** One line: what it was, its figures beside their limits, and whether it passed. */
    record Result(String line, boolean passed) {}

    /** Runs it in a ring of its own; what it throws is a failure, too. */
    Result run(Ring.Wish wish) {
        var figures = new Figures();
        try (var ring = new Ring(wish)) {
            trial.run(ring, figures);
        } catch (Exception e) {
            e.printStackTrace();
            figures.holds("came to its end (" + e + ")", false);
        }
        return new Result(
                "%-6s %-48s %s  %s"
                        .formatted(word(), sentence, figures, figures.passed() ? "pass" : "FAIL"),
                figures.passed());
    }

    String word() {
        return name().matches("T\\d+") ? name() : name().toLowerCase(Locale.ROOT);
    }

    String sentence() {
        return sentence;
    }

    boolean isForAnyServer() {
        return kinds.contains(ANY);
    }

    boolean isShort() {
        return kinds.contains(SHORT);
    }
}
