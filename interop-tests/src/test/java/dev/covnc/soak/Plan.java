package dev.covnc.soak;

import static dev.covnc.soak.Plan.Kind.ANY;
import static dev.covnc.soak.Plan.Kind.SHORT;

import java.util.Locale;
import java.util.Set;

/** The trials there are, by the number that they have in the plan. */
enum Plan {
    T5("viewers that are sent an update and reset", Leavers::resetAfterUpdate, SHORT, ANY),
    T6("viewers that ask for everything and read nothing", Readers::stalled, SHORT, ANY),
    T7("viewers that read 10 kB/s", Readers::slow, SHORT, ANY),
    T9("resets at any byte of an update", Leavers::resetAnywhere, SHORT, ANY),
    T16("the size changes 200 times a second", Sizes::storm, SHORT),
    T17("the program writes while it is painted", Sizes::scribble, SHORT),
    MIXED("twenty viewers: fast, slow, stalled, resizing", Crowds::mixed, SHORT),
    AGE("a viewer behind 300 kB/s and 100 ms", Age::behindNarrowLine, SHORT, ANY);

    /** Whether a brief run is part of every build; whether any server can be the target. */
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
