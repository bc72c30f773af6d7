package dev.covnc.soak;

import static dev.covnc.soak.FakeViewer.CONTINUOUS_UPDATES;
import static dev.covnc.soak.FakeViewer.DESKTOP_SIZE;
import static dev.covnc.soak.FakeViewer.EXTENDED_DESKTOP_SIZE;
import static dev.covnc.soak.FakeViewer.FENCE;
import static dev.covnc.soak.FakeViewer.LAST_RECT;
import static dev.covnc.soak.FakeViewer.TIGHT;
import static dev.covnc.soak.FakeViewer.ZRLE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Many viewers at once. */
final class Crowds {
    /** What may be added to memory a minute once everything has been used. */
    private static final double SLOPE_MIB = 1;

    private Crowds() {}

    /**
     * Twenty viewers of all kinds on a desktop that does not rest: fast, slow, stalled, resizing,
     * and such as come and go.
     */
    static void mixed(Ring ring, Figures figures) throws Exception {
        ring.serve(1024, 768);
        int seconds = ring.seconds(600, 16);
        var mix = new Mix(ring, System.nanoTime() + seconds * 1_000_000_000L);
        ring.order("paint 30 5");
        var probe = ring.probe();
        mix.begin();
        var memory = new ArrayList<Control.Memory>();
        int samples = 8;
        for (int i = 0; i < samples; i++) {
            Ring.sleep(seconds / (double) samples);
            memory.add(ring.memory());
        }
        mix.tell(figures);
        tellMemory(memory, seconds * (samples / 2 - 1) / 60.0 / samples, figures);
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    /**
     * The smallest of the second half's samples against the smallest of those before: viewers that
     * come and go make single samples high.
     *
     * @param minutes between the halves' middles
     */
    private static void tellMemory(List<Control.Memory> samples, double minutes, Figures figures) {
        var later = samples.subList(samples.size() / 2, samples.size());
        double first = least(later.subList(0, later.size() / 2));
        double last = least(later.subList(later.size() / 2, later.size()));
        figures.note(String.format(Locale.ROOT, "%.1f then %.1f MiB", first, last));
        if (minutes >= 1) {
            figures.most("growth a minute", (last - first) / minutes, SLOPE_MIB, "MiB");
        }
        var now = samples.getLast();
        figures.note("%d threads, %d files".formatted(now.threads(), now.files()));
    }

    private static double least(List<Control.Memory> samples) {
        return samples.stream().mapToDouble(Control.Memory::all).min().orElse(0);
    }

    /** The twenty. */
    private static final class Mix {
        private static final int FAST = 8;
        private static final int SLOW = 4;
        private static final int STALLED = 3;
        private static final int RESIZING = 2;
        private static final int RESTLESS = 3;

        private final Ring ring;
        private final long end;
        private final List<FakeViewer> fast = new ArrayList<>();
        private final List<FakeViewer> slow = new ArrayList<>();
        private final AtomicInteger stalls = new AtomicInteger();
        private final AtomicInteger visits = new AtomicInteger();
        private final AtomicInteger faults = new AtomicInteger();

        Mix(Ring ring, long end) {
            this.ring = ring;
            this.end = end;
        }

        private boolean goesOn() {
            return System.nanoTime() < end;
        }

        void begin() throws IOException {
            for (int i = 0; i < FAST; i++) {
                var viewer = ring.keep(FakeViewer.connect(ring.address()).login());
                fast.add(viewer.wantContinuousUpdates());
                viewer.encodings(i % 2 == 0 ? ZRLE : TIGHT, LAST_RECT, DESKTOP_SIZE, 1);
                look(viewer, i % 4 < 2);
            }
            for (int i = 0; i < SLOW; i++) {
                var viewer = ring.keep(FakeViewer.slow(ring.address(), 30_000).login());
                slow.add(viewer.encodings(ZRLE, DESKTOP_SIZE, 1));
                look(viewer, false);
            }
            for (int i = 0; i < STALLED; i++) {
                again(this::stall);
            }
            for (int i = 0; i < RESIZING; i++) {
                again(this::resize);
            }
            for (int i = 0; i < RESTLESS; i++) {
                again(this::visit);
            }
        }

        /** By requests, or by themselves. */
        private void look(FakeViewer viewer, boolean byThemselves) throws IOException {
            if (byThemselves) {
                viewer.encodings(ZRLE, LAST_RECT, DESKTOP_SIZE, FENCE, CONTINUOUS_UPDATES);
            }
            viewer.request(false);
            guard(
                    () -> {
                        while (goesOn()) {
                            viewer.readUpdate();
                            if (!byThemselves) {
                                viewer.request(true);
                            }
                        }
                    });
        }

        private void again(Ring.Throwing once) {
            guard(
                    () -> {
                        while (goesOn()) {
                            once.run();
                        }
                    });
        }

        /** What goes wrong before the end is a fault of the server. */
        private void guard(Ring.Throwing body) {
            ring.start(
                    () -> {
                        try {
                            body.run();
                        } catch (IOException e) {
                            if (goesOn()) {
                                faults.incrementAndGet();
                                System.err.println("  fault: " + e);
                            }
                        }
                    });
        }

        /** Asks, reads nothing, is sent away; and comes again. */
        private void stall() throws IOException, InterruptedException {
            try (var viewer = FakeViewer.small(ring.address()).login()) {
                for (int i = 0; i < 5; i++) {
                    viewer.request(false);
                }
                while (goesOn() && !viewer.isRefused()) {
                    Ring.sleep(0.25);
                }
                stalls.incrementAndGet();
            }
        }

        /** Wishes for other sizes, and reads what comes. */
        private void resize() throws IOException, InterruptedException {
            try (var viewer = FakeViewer.connect(ring.address()).login()) {
                viewer.encodings(ZRLE, EXTENDED_DESKTOP_SIZE).request(false);
                var random = ring.random();
                for (int i = 0; i < 10 && goesOn(); i++) {
                    int width = 640 + random.nextInt(640);
                    int height = 480 + random.nextInt(480);
                    viewer.send(
                            "fb 00 %04x %04x 01 00 00000001 0000 0000 %04x %04x 00000000"
                                    .formatted(width, height, width, height));
                    for (int j = 0; j < 5; j++) {
                        viewer.request(false).readUpdate();
                        Ring.sleep(0.1);
                    }
                }
            }
        }

        /** Comes, looks a moment, and goes in one way or another. */
        private void visit() throws IOException, InterruptedException {
            int visit = visits.incrementAndGet();
            try (var viewer = FakeViewer.connect(ring.address()).login()) {
                viewer.encodings(visit % 3 == 0 ? 5 : visit % 3 == 1 ? TIGHT : ZRLE, DESKTOP_SIZE);
                viewer.request(false).readUpdate();
                if (visit % 2 == 0) {
                    viewer.request(false).reset();
                }
            }
            Ring.sleep(0.2);
        }

        void tell(Figures figures) {
            figures.least("updates of the slowest fast viewer", fewest(fast), 10, "");
            figures.least("of the slowest slow one", fewest(slow), 1, "");
            figures.note("%d visits, %d stalls".formatted(visits.get(), stalls.get()));
            figures.most("faults", faults.get(), 0, "");
        }

        private static double fewest(List<FakeViewer> viewers) {
            return viewers.stream()
                    .mapToLong(viewer -> viewer.updates().updates())
                    .min()
                    .orElseThrow();
        }
    }
}
