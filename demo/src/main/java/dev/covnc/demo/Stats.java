package dev.covnc.demo;

import dev.covnc.server.ViewerStatus;
import dev.covnc.server.VncServer;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints every few seconds how each viewer is doing, a line each. */
final class Stats implements AutoCloseable {
    private final Thread printer;

    /**
     * @param every none: nothing is printed
     */
    Stats(VncServer server, Duration every, PrintStream out) {
        printer =
                Thread.ofPlatform()
                        .daemon()
                        .name("covnc-stats")
                        .unstarted(() -> print(server, every, out));
        if (every.isPositive()) {
            printer.start();
        }
    }

    private static void print(VncServer server, Duration every, PrintStream out) {
        try {
            while (true) {
                Thread.sleep(every);
                server.viewers().forEach(viewer -> out.println(line(viewer)));
            }
        } catch (InterruptedException _) {
            // The server stops.
        }
    }

    /** Figures of the last second first, then those since the viewer came. */
    static String line(ViewerStatus status) {
        return String.format(
                Locale.ROOT,
                "%s  %s  %d updates/s  %.1f kB/s  lag %d frames  round trip %s  window %d kB  in"
                        + " all %d updates, %.1f MB",
                status.viewer().address(),
                status.encoding(),
                status.updatesPerSecond(),
                status.bytesPerSecond() / 1e3,
                status.lag(),
                roundTrip(status.roundTrip()),
                status.window() / 1000,
                status.updates(),
                status.bytes() / 1e6);
    }

    private static String roundTrip(Duration time) {
        return time.isZero()
                ? "unknown"
                : String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    @Override
    public void close() {
        printer.interrupt();
    }
}
