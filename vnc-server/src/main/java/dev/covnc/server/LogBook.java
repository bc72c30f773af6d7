package dev.covnc.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The lines of the log about viewers: so many a minute of each kind for each place they come from,
 * so that nobody fills a disk. The next line that is written says how many were not. Lives on the
 * event loop.
 */
final class LogBook {
    private static final Logger LOG = System.getLogger(LogBook.class.getPackageName());

    private static final int MOST_ENTRIES = 10_000;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int linesAMinute;
    private final LongSupplier nanos;
    private final LinkedHashMap<Key, Allowance> allowances = new LinkedHashMap<>();

    /** What a line is about. */
    enum Kind {
        CONNECTED,
        AUTHENTICATED,
        REFUSED,
        GONE
    }

    private record Key(Kind kind, Origin origin) {}

    /** Lines that may still be written, as of a time, and how many were not. */
    private record Allowance(double lines, long time, long untold) {}

    LogBook(int linesAMinute, LongSupplier nanos) {
        this.linesAMinute = linesAMinute;
        this.nanos = nanos;
    }

    /**
     * Writes that the viewer at that address did what is said.
     *
     * @param what the end of a sentence that begins with the viewer
     */
    void write(Kind kind, Level level, SocketAddress address, String what) {
        var key = new Key(kind, Origin.of(address));
        var allowance = upToNow(allowances.remove(key));
        boolean may = allowance.lines >= 1;
        if (may) {
            var missing =
                    allowance.untold == 0
                            ? ""
                            : " (%d more such lines were left out)".formatted(allowance.untold);
            LOG.log(level, "Viewer {0} {1}{2}", address, what, missing);
        }
        allowances.put(
                key,
                may
                        ? new Allowance(allowance.lines - 1, allowance.time, 0)
                        : new Allowance(allowance.lines, allowance.time, allowance.untold + 1));
        if (allowances.size() > MOST_ENTRIES) {
            allowances.pollFirstEntry();
        }
    }

    private Allowance upToNow(Allowance before) {
        long now = nanos.getAsLong();
        if (before == null) {
            return new Allowance(linesAMinute, now, 0);
        }
        double more = (double) (now - before.time) / MINUTE * linesAMinute;
        return new Allowance(Math.min(linesAMinute, before.lines + more), now, before.untold);
    }
}
