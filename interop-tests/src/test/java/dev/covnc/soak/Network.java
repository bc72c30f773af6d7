package dev.covnc.soak;

import static dev.covnc.soak.FakeViewer.CONTINUOUS_UPDATES;
import static dev.covnc.soak.FakeViewer.FENCE;
import static dev.covnc.soak.FakeViewer.LAST_RECT;
import static dev.covnc.soak.FakeViewer.RAW;
import static dev.covnc.soak.FakeViewer.ZRLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bad lines, and clocks that jump. */
final class Network {
    private static final Duration ROUND_TRIP = Duration.ofMillis(200);

    private Network() {}

    /**
     * T25: A line of 1 Mbit/s and 200 ms that loses 2 % of the packets towards the viewer, which
     * for those who use TCP means that everything behind one waits until it has been sent again.
     */
    static void lossy(Ring ring, Figures figures) throws Exception {
        ring.serve(1280, 800);
        ring.order("paint 20 2");
        var link =
                ring.keep(
                        new SlowLink(ring.address(), 125_000, ROUND_TRIP).losing(2, ring.random()));
        var viewer = ring.keep(FakeViewer.connect(link.address()).login().wantContinuousUpdates());
        viewer.encodings(ZRLE, LAST_RECT, FENCE, CONTINUOUS_UPDATES).request(false);
        var ended = new AtomicBoolean();
        var lost = new AtomicBoolean();
        ring.start(
                () -> {
                    try {
                        while (true) {
                            viewer.readUpdate().request(true);
                        }
                    } catch (IOException _) {
                        lost.set(!ended.get());
                    }
                });
        int seconds = ring.seconds(30, 5);
        double worst = 0;
        for (int i = 0; i < seconds * 2; i++) {
            ring.control().order("heard");
            long typed = System.nanoTime();
            viewer.send("04 01 0000 00000061").send("04 00 0000 00000061");
            worst = Math.max(worst, heardAfter(ring, typed));
            Ring.sleep(0.2);
        }
        ended.set(true);
        figures.note("%d updates".formatted(viewer.updates().updates()));
        figures.most("a key is heard after", worst, ROUND_TRIP.toMillis() + 100, "ms");
        figures.holds("the viewer stays connected", !lost.get());
        ring.tellServer(figures);
    }

    private static double heardAfter(Ring ring, long typed) throws Exception {
        for (int i = 0; i < 500; i++) {
            if (!ring.control().order("heard-so-far").startsWith("0 ")) {
                return (Long.parseLong(ring.control().order("heard-at")) - typed) / 1e6;
            }
            Ring.sleep(0.01);
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Shifts the time of day by so many seconds as the file says; the other clock goes on. */
    private static final String SHIFT =
            """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <sys/time.h>
            #include <time.h>
            static long shift(void) {
                long seconds = 0;
                FILE *f = fopen(getenv("SOAK_SHIFT"), "r");
                if (f) { if (fscanf(f, "%ld", &seconds) != 1) seconds = 0; fclose(f); }
                return seconds;
            }
            int clock_gettime(clockid_t clock, struct timespec *time) {
                static int (*real)(clockid_t, struct timespec *);
                if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
                int result = real(clock, time);
                if (clock == CLOCK_REALTIME) time->tv_sec += shift();
                return result;
            }
            """;

    /** T24: The time of day jumps by an hour. Nothing ends early, nothing late. */
    static void clock(Ring ring, Figures figures) throws Exception {
        var directory = Files.createTempDirectory("covnc-soak-");
        ring.keep(() -> delete(directory));
        var source = Files.writeString(directory.resolve("shift.c"), SHIFT);
        var library = directory.resolve("shift.so");
        var hours = Files.writeString(directory.resolve("shift"), "0");
        if (!compile(source, library)) {
            figures.note("not run: there is no gcc");
            return;
        }
        ring.serveShifted(1920, 1080, library, hours);
        long before = Long.parseLong(ring.control().order("time-of-day"));
        var probe = ring.probe();
        ring.order("paint 60 10");
        var silent = ring.keep(FakeViewer.connect(ring.address()));
        var stalled = ring.keep(FakeViewer.small(ring.address()).login().encodings(RAW));
        long began = System.nanoTime();
        for (int i = 0; i < 30; i++) {
            stalled.request(false);
        }
        double gone = -1;
        double closed = -1;
        for (int i = 0; closed < 0 && Readers.secondsSince(began) < 60; i++) {
            Files.writeString(hours, i % 20 < 10 ? "3600" : "-3600");
            Ring.sleep(0.2);
            double now = Readers.secondsSince(began);
            gone = gone < 0 && silent.isClosedWithin(20) ? now : gone;
            closed = closed < 0 && stalled.isRefused() ? now : closed;
        }
        long jumped = Long.parseLong(ring.control().order("time-of-day")) - before;
        figures.least("the time of day jumped", Math.abs(jumped) / 60_000.0, 55, "min");
        figures.most("a stranger gone after", gone, 11, "s").least("and", gone, 9, "s");
        figures.most("a stalled one after", closed, 31, "s").least("and", closed, 29, "s");
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    private static boolean compile(Path source, Path library)
            throws IOException, InterruptedException {
        try {
            var compiler =
                    new ProcessBuilder(
                                    "gcc",
                                    "-shared",
                                    "-fPIC",
                                    "-o",
                                    library.toString(),
                                    source.toString(),
                                    "-ldl")
                            .inheritIO()
                            .start();
            return compiler.waitFor() == 0;
        } catch (IOException _) {
            return false; // There is none.
        }
    }

    private static void delete(Path directory) throws IOException {
        for (var name : new String[] {"shift.c", "shift.so", "shift", ""}) {
            Files.deleteIfExists(directory.resolve(name));
        }
    }
}
