package dev.covnc.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a trial has measured, each figure beside its limit. */
final class Figures {
    private final List<String> said = new ArrayList<>();
    private boolean passed = true;

    /** At most so much. */
    Figures most(String what, double value, double limit, String unit) {
        return say(what, value, "at most", limit, unit, value <= limit);
    }

    /** At least so much. */
    Figures least(String what, double value, double limit, String unit) {
        return say(what, value, "at least", limit, unit, value >= limit);
    }

    /** Whether something is as it must be. */
    synchronized Figures holds(String what, boolean is) {
        said.add(what + (is ? ": yes" : ": NO"));
        passed &= is;
        return this;
    }

    /** A figure that has no limit. */
    synchronized Figures note(String what) {
        said.add(what);
        return this;
    }

    private synchronized Figures say(
            String what, double value, String bound, double limit, String unit, boolean good) {
        said.add(
                "%s %s %s (%s %s)%s"
                        .formatted(
                                what, number(value), unit, bound, number(limit), good ? "" : " !"));
        passed &= good;
        return this;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? "%d".formatted((long) value)
                : String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }

    boolean passed() {
        return passed;
    }

    @Override
    public String toString() {
        return String.join(", ", said);
    }
}
