package dev.covnc.soak;

import static dev.covnc.soak.FakeViewer.LAST_RECT;
import static dev.covnc.soak.FakeViewer.RAW;
import static dev.covnc.soak.FakeViewer.TIGHT;
import static dev.covnc.soak.FakeViewer.ZRLE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** More than there is: of viewers, of workers, of memory. */
final class Strain {
    private Strain() {}

    /** Viewers that look as fast as they are served. */
    private static List<FakeViewer> lookers(Ring ring, int count, boolean small)
            throws IOException {
        var viewers = new ArrayList<FakeViewer>();
        for (int i = 0; i < count; i++) {
            var viewer =
                    ring.keep(
                            (small
                                            ? FakeViewer.small(ring.address())
                                            : FakeViewer.connect(ring.address()))
                                    .login());
            viewers.add(viewer.encodings(i % 2 == 0 ? ZRLE : TIGHT, LAST_RECT, 1).request(false));
            ring.start(
                    () -> {
                        while (true) {
                            viewer.readUpdate().request(true);
                        }
                    });
        }
        return viewers;
    }

    private static double fewest(List<FakeViewer> viewers, long[] before, double seconds) {
        double fewest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < viewers.size(); i++) {
            long updates = viewers.get(i).updates().updates() - before[i];
            fewest = Math.min(fewest, updates / seconds);
        }
        return fewest;
    }

    private static long[] counts(List<FakeViewer> viewers) {
        return viewers.stream().mapToLong(viewer -> viewer.updates().updates()).toArray();
    }

    /** T4: A hundred viewers of a 1920x1080 desktop of which a tenth changes 30 times a second. */
    static void crowd(Ring ring, Figures figures) throws Exception {
        ring.serve(1920, 1080);
        int seconds = ring.seconds(60, 5);
        var viewers = lookers(ring, 100, false);
        ring.order("paint 30 10");
        Ring.sleep(5);
        var memory = new ArrayList<Control.Memory>();
        var before = counts(viewers);
        long began = System.nanoTime();
        long processor = ring.control().processorNanos();
        for (int i = 0; i < 6; i++) {
            Ring.sleep(seconds / 6.0);
            memory.add(ring.memory());
        }
        double took = Readers.secondsSince(began);
        double used = (ring.control().processorNanos() - processor) / 1e9 / took;
        figures.least("slowest viewer", fewest(viewers, before, took), 10, "updates/s");
        figures.note(String.format(java.util.Locale.ROOT, "%.2f processors used", used));
        if (seconds >= 600) {
            double slope = (memory.getLast().all() - memory.get(3).all()) / (seconds / 3.0 / 60);
            figures.most("growth a minute", slope, 1, "MiB");
        }
        ring.tellServer(figures);
    }

    /** T20: Forty viewers want more than the workers can do: they get fewer pictures. */
    static void busyWorkers(Ring ring, Figures figures) throws Exception {
        ring.serve(1920, 1080);
        var probe = ring.probe();
        int seconds = ring.seconds(20, 6);
        Ring.sleep(1);
        var before = ring.memory();
        var viewers = lookers(ring, 40, false);
        ring.order("paint 60 50");
        Ring.sleep(seconds / 2.0);
        double pending = ring.memory().buffersSince(before) / viewers.size();
        figures.most("pending for each", pending, 1, "MiB");
        var counted = counts(viewers);
        Ring.sleep(seconds / 2.0);
        double fewest = fewest(viewers, counted, seconds / 2.0);
        figures.note(String.format(java.util.Locale.ROOT, "%.2f updates/s", fewest));
        figures.holds("every viewer is served", fewest > 0);
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    /** T21: The buffers that there may be are too few for all. Some are sent away. */
    static void noBuffers(Ring ring, Figures figures) throws Exception {
        ring.serve(
                1920, 1080, "", "-Dio.netty.maxDirectMemory=6291456", "-XX:MaxDirectMemorySize=6m");
        var stalled = new ArrayList<FakeViewer>();
        int refused = 0;
        for (int i = 0; i < 50; i++) {
            try {
                var viewer = ring.keep(FakeViewer.small(ring.address()).login().encodings(RAW));
                stalled.add(viewer.request(false).request(false));
            } catch (IOException _) {
                refused++;
            }
        }
        Ring.sleep(3);
        int closed = (int) stalled.stream().filter(FakeViewer::isRefused).count();
        figures.note("%d refused, %d closed".formatted(refused, closed));
        figures.least("refused or closed", refused + closed, 1, "");
        for (var viewer : stalled) {
            viewer.reset();
        }
        figures.holds("all are gone", Leavers.awaitViewers(ring, 0, 20));
        try (var viewer = FakeViewer.connect(ring.address()).login().encodings(ZRLE)) {
            viewer.request(false).readUpdate();
            figures.holds("the next one is served", true);
        }
    }

    /** T22: Native libraries that are missing or may not be unpacked are done without. */
    static void noLibraries(Ring ring, Figures figures) throws Exception {
        String[][] missing = {
            {"-Djna.boot.library.path=/nowhere", "-Djna.nounpack=true", "-Djna.nosys=true"},
            {"-Djna.tmpdir=/proc/nowhere", "-Dio.netty.native.workdir=/proc"},
            {"-Djava.io.tmpdir=/proc"},
        };
        int same = 0;
        for (var flags : missing) {
            ring.serve(640, 480, "", flags);
            ring.order("paint 30 20");
            Ring.sleep(0.3);
            long sum = Long.parseLong(ring.control().order("still"));
            for (int encoding : new int[] {6, ZRLE}) {
                try (var viewer = FakeViewer.connect(ring.address()).login().keepPicture()) {
                    same += viewer.encodings(encoding).shows(sum) ? 1 : 0;
                }
            }
            figures.most("warnings", ring.control().logged("WARNING: "), 1, "");
            figures.most("errors", ring.control().logged("SEVERE: "), 0, "");
        }
        figures.least("pictures identical", same, 2 * missing.length, "");
    }

    /** T23: Odd sizes and areas before the JVM's checks of native calls. */
    static void oddSizes(Ring ring, Figures figures) throws Exception {
        ring.serve(640, 480, "", "-Xcheck:jni");
        int[][] sizes = {{1, 1}, {1, 300}, {300, 1}, {17, 31}, {65, 63}, {2049, 3}, {333, 222}};
        var random = ring.random();
        int updates = 0;
        int same = 0;
        int compared = 0;
        for (var size : sizes) {
            ring.order("resize %d %d".formatted(size[0], size[1]));
            ring.order("paint 60 50");
            Ring.sleep(0.1);
            long sum = Long.parseLong(ring.control().order("still"));
            for (int encoding : new int[] {0, 2, 4, 5, 6, 7, 15, 16}) {
                boolean isCompared = encoding == 0 || encoding == 6 || encoding >= 15;
                try (var viewer = FakeViewer.connect(ring.address()).login().keepPicture()) {
                    viewer.encodings(encoding).request(false).readUpdate();
                    compared += isCompared ? 1 : 0;
                    same += isCompared && viewer.shows(sum) ? 1 : 0;
                    for (int i = 0; i < 5; i++) {
                        int x = random.nextInt(size[0]);
                        int y = random.nextInt(size[1]);
                        viewer.request(false, x, y, size[0] - x, size[1] - y).readUpdate();
                        updates++;
                    }
                }
            }
        }
        figures.note("%d updates".formatted(updates));
        figures.least("pictures identical", same, compared, "");
        // Warnings are about JNA's own glue, which does not ask for exceptions everywhere.
        long errors = said(ring, "ERROR in native method");
        figures.note("%d warnings".formatted(said(ring, "WARNING in native method")));
        figures.most("errors in native calls", errors, 0, "");
        figures.holds("the server lives", ring.control().viewers() >= 0);
    }

    private static long said(Ring ring, String words) {
        return ring.control().saidOfItself().stream().filter(line -> line.contains(words)).count();
    }

    /** T18: How long the loop is busy at a stretch, from cold. */
    static void loop(Ring ring, Figures figures) throws Exception {
        ring.serveCold(1280, 800);
        ring.order("paint 30 10");
        for (int encoding : new int[] {RAW, 2, 4, 5, 6, TIGHT, 15, ZRLE}) {
            try (var viewer = FakeViewer.connect(ring.address()).login().encodings(encoding)) {
                viewer.request(false).readUpdate();
            }
        }
        figures.most("from cold", ring.control().worstLag(ring.machine()), 100, "ms");
        lookers(ring, 10, false);
        Ring.sleep(ring.seconds(30, 5));
        ring.tellServer(figures);
    }

    /** T19: Nothing on the loop's thread waits for a lock, a file or another thread. */
    static void blocking(Ring ring, Figures figures) throws Exception {
        ring.serve(1280, 800, "secret");
        var probe = ring.probe("secret");
        ring.order("watch-loop");
        ring.order("paint 30 10");
        int seconds = ring.seconds(30, 4);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        int visits = 0;
        while (System.nanoTime() < end) {
            try (var viewer = FakeViewer.connect(ring.address()).login("secret")) {
                viewer.encodings(visits++ % 2 == 0 ? ZRLE : TIGHT).request(false).readUpdate();
            }
            try (var viewer = FakeViewer.connect(ring.address())) {
                viewer.login("wrong");
            } catch (IOException _) {
                // As it should be.
            }
        }
        var waits = ring.control().order("loop-waits");
        figures.note("%d visits".formatted(visits));
        figures.most("waits of the loop over 1 ms", Integer.parseInt(waits.split(" ")[0]), 0, "");
        if (!waits.startsWith("0")) {
            System.err.println("  " + waits);
        }
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }
}
