package dev.covnc.coroutine;

import dev.covnc.coroutine.Coroutine.State;
import dev.covnc.coroutine.CoroutineDump.Hold;
import dev.covnc.coroutine.CoroutineDump.Live;
import dev.covnc.coroutine.CoroutineDump.OnLoop;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A dump as people read it: each coroutine indented below its owner, with its stack. */
final class DumpText {
    private final Appendable out;
    private long left;

    /**
     * @param limit of coroutines
     */
    DumpText(Appendable out, long limit) {
        this.out = out;
        left = limit;
    }

    void write(CoroutineDump dump) throws IOException {
        out.append("Coroutines at " + dump.time() + ": " + dump.size() + "\n");
        long missing = Math.max(0, dump.size() - left);
        for (var loop : dump.loops()) {
            write(loop);
        }
        if (!dump.enteredByHand().isEmpty() && left > 0) {
            out.append("\nEntered by hand:\n");
            for (var coroutine : dump.enteredByHand()) {
                write(coroutine, owner(coroutine));
            }
        }
        if (missing > 0) {
            out.append("\n... and " + missing + " more\n");
        }
        if (!dump.checked()) {
            out.append("\nThose entered by hand are listed with -Dcovnc.checked=true only.\n");
        }
    }

    private void write(OnLoop loop) throws IOException {
        if (left > 0) {
            out.append("\nOn loop '" + loop.name() + "':\n");
        }
        if (loop.hold().isPresent()) {
            var hold = loop.hold().get();
            out.append("  It has not answered for " + time(hold.time()) + ". " + by(hold) + ".\n");
            write(hold.stack(), "    ");
        }
        for (var coroutine : loop.coroutines()) {
            write(coroutine, "owned by " + coroutine.owner());
        }
    }

    private static String owner(Live byHand) {
        return byHand.owner().isEmpty() ? "not entered yet" : "entered by " + byHand.owner();
    }

    private void write(Live coroutine, String relation) throws IOException {
        if (left-- <= 0) {
            return;
        }
        var indent = "  ".repeat(coroutine.depth() + 1);
        var waits =
                coroutine.waitsFor().isEmpty()
                        ? ""
                        : ", waits for "
                                + coroutine.waitsFor()
                                + " for "
                                + time(coroutine.waited());
        out.append(indent + "'" + coroutine.name() + "' ");
        out.append(word(coroutine.state()) + waits + ", " + relation);
        out.append(" (" + coroutine.backEnd() + ")\n");
        write(coroutine.stack(), indent + "  ");
    }

    private void write(List<StackTraceElement> stack, String indent) throws IOException {
        for (var frame : stack) {
            out.append(indent + "at " + frame + "\n");
        }
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The watchdog's sentence, with the stack below. */
    static String of(Hold hold) {
        return by(hold)
                + " for "
                + time(hold.time())
                + (hold.stack().isEmpty() ? ", and has let go" : "")
                + hold.stack().stream()
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }

    private static String by(Hold hold) {
        return hold.coroutine().map(name -> "Coroutine '" + name + "'").orElse("Something")
                + " keeps its loop, thread '"
                + hold.thread()
                + "'";
    }

    private static String time(Duration time) {
        double seconds = time.toNanos() / 1e9;
        return seconds < 1
                ? String.format(Locale.ROOT, "%.1f ms", seconds * 1e3)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
