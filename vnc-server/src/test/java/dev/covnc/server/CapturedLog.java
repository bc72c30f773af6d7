package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/**
 * What the server and Netty log while a test runs, kept from the console. System.Logger goes to
 * java.util.logging here.
 */
final class CapturedLog extends Handler implements AutoCloseable {
    /** Held strongly: otherwise a logger and its settings are garbage. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("dev.covnc"), Logger.getLogger("io.netty"));

    /** As a person would read it. */
    record Line(Level level, String text, Throwable thrown) {}

    private static final SimpleFormatter FORMATTER = new SimpleFormatter();

    private static final Pattern ARRIVAL =
            Pattern.compile(
                    "Viewer \\S+ (connected|was let in( as '[^']*')?)( \\(\\d+ more .*\\))?");

    private final List<Line> lines = new ArrayList<>();
    private final List<String> arrivals = new ArrayList<>();

    CapturedLog() {
        for (var logger : LOGGERS) {
            logger.addHandler(this);
            logger.setUseParentHandlers(false);
        }
    }

    @Override
    public synchronized void publish(LogRecord log) {
        var text = FORMATTER.formatMessage(log);
        if (log.getLevel() == Level.INFO && ARRIVAL.matcher(text).matches()) {
            arrivals.add(text);
            return;
        }
        lines.add(new Line(log.getLevel(), text, log.getThrown()));
        notifyAll();
    }

    /** Takes the lines that say this, which the test expects beside those about closings. */
    synchronized List<Line> take(String part) {
        var taken = lines.stream().filter(line -> line.text().contains(part)).toList();
        lines.removeAll(taken);
        return taken;
    }

    /** The lines that say that viewers have connected, and that they were let in. */
    synchronized List<String> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The lines about one viewer's end. */
    synchronized List<Line> about(SocketAddress viewer) {
        var subject = "Viewer " + viewer + " ";
        return lines.stream().filter(line -> line.text().startsWith(subject)).toList();
    }

    /** The lines about one viewer, when there is one. */
    synchronized List<Line> await(SocketAddress viewer, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (about(viewer).isEmpty() && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        return about(viewer);
    }

    /**
     * Each viewer's end was told in one line, without a stack trace and without anything that a
     * terminal would obey, and nothing else was logged.
     */
    synchronized void assertOneLineEach(List<SocketAddress> viewers) {
        for (var line : lines) {
            assertTrue(line.level().intValue() <= Level.WARNING.intValue(), line::toString);
            assertEquals(null, line.thrown(), line::toString);
            assertTrue(line.text().length() <= 500, line::toString);
            assertTrue(line.text().matches("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*"), line::toString);
        }
        var subjects = lines.stream().map(line -> line.text().split(" ")[1]).sorted().toList();
        assertEquals(viewers.stream().map(Object::toString).sorted().toList(), subjects);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        for (var logger : LOGGERS) {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        }
    }
}
