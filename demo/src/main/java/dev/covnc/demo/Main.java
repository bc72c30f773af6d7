package dev.covnc.demo;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The standalone server's process: {@code covnc-demo [SCENE] [options]}.
 *
 * <p>Standard output carries the line {@code listening on vnc://HOST:PORT} when the server is
 * ready, and {@code open http://HOST:PORT/} where it has a page for browsers; everything else goes
 * to standard error. The exit status is 2 for what the user can put right, 1 for what we should
 * have.
 */
public final class Main {

    /** One line a record: time, level, message. JUL's own format takes two. */
    private static final String LOG_LINE = "%1$tT.%1$tL %4$-7s %5$s%6$s%n";

    private static final int SECONDS_TO_CLOSE = 5;

    private Main() {}

    /** Runs until the process is asked to end. */
    public static void main(String[] args) {
        preset("java.util.logging.SimpleFormatter.format", LOG_LINE);
        // Pictures are drawn in memory; only the scene that shows this machine's desktop undoes it.
        preset("java.awt.headless", "true");
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopper(Thread.currentThread(), ended)));
        int status = run(System.out, System.err, args);
        ended.countDown();
        System.exit(status);
    }

    /** One whole run of the command, until its thread is interrupted; answers the exit status. */
    static int run(PrintStream out, PrintStream err, String... args) {
        return Demo.commandLine(out, err).execute(args);
    }

    /** Ctrl-C and SIGTERM: the main thread leaves its scene, closes the server and says so. */
    private static Runnable stopper(Thread main, CountDownLatch ended) {
        return () -> {
            main.interrupt();
            try {
                ended.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
