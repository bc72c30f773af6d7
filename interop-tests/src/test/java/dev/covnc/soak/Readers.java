package dev.covnc.soak;

import static dev.covnc.soak.FakeViewer.CONTINUOUS_UPDATES;
import static dev.covnc.soak.FakeViewer.FENCE;
import static dev.covnc.soak.FakeViewer.LAST_RECT;
import static dev.covnc.soak.FakeViewer.RAW;
import static dev.covnc.soak.FakeViewer.ZRLE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Viewers that do not read, or that read slowly. */
final class Readers {
    /** What may be held for a viewer that does not read, and be lost on one that never will. */
    private static final double PENDING_MIB = 1;

    private Readers() {}

    /** T6: Viewers that ask for everything, and read nothing. */
    static void stalled(Ring ring, Figures figures) throws Exception {
        int stall = ring.count(30, 3);
        ring.serve(1920, 1080, "", "-Dsoak.stall=" + stall);
        ring.order("paint 60 10");
        var probe = ring.probe();
        Ring.sleep(1);
        var before = ring.isOurs() ? ring.memory() : null;
        var stalled = new ArrayList<FakeViewer>();
        for (int i = 0; i < (ring.isOurs() ? 10 : 1); i++) {
            stalled.add(ring.keep(FakeViewer.small(ring.address()).login().encodings(RAW)));
        }
        for (var viewer : stalled) {
            for (int i = 0; i < 20; i++) {
                viewer.request(false);
            }
        }
        long began = System.nanoTime();
        double closed = awaitClosed(ring, stalled, began, before, figures);
        ring.tellGoodViewer(probe, figures);
        figures.most("closed after", closed, stall + 1, "s");
        ring.tellServer(figures);
    }

    /** Returns after how many seconds the last was closed; more than a minute if one was not. */
    private static double awaitClosed(
            Ring ring,
            ArrayList<FakeViewer> stalled,
            long began,
            Control.Memory before,
            Figures figures)
            throws IOException, InterruptedException {
        int seconds = ring.seconds(60, 6);
        boolean isMeasured = before == null;
        var left = new ArrayList<>(stalled);
        while (!left.isEmpty() && secondsSince(began) < seconds) {
            Ring.sleep(0.1);
            left.removeIf(FakeViewer::isRefused);
            if (!isMeasured && secondsSince(began) > seconds / 4.0) {
                isMeasured = true;
                tellHeld(ring.memory(), before, stalled.size(), figures);
            }
        }
        return left.isEmpty() ? secondsSince(began) : Double.POSITIVE_INFINITY;
    }

    private static void tellHeld(
            Control.Memory now, Control.Memory before, int viewers, Figures figures) {
        figures.most("pending for each", now.buffersSince(before) / viewers, PENDING_MIB, "MiB");
        figures.note(
                String.format(
                        Locale.ROOT, "%.1f MiB of heap for each", now.heapSince(before) / viewers));
    }

    static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /**
     * T7: A viewer that takes 10 kB/s. What it is sent is what was shown when it asked, so that the
     * picture is older than the answer has taken by one frame at the most.
     */
    static void slow(Ring ring, Figures figures) throws Exception {
        ring.serve(1920, 1080);
        ring.order("paint 10 0.5");
        var probe = ring.probe();
        Ring.sleep(1);
        var before = ring.isOurs() ? ring.memory() : null;
        int seconds = ring.seconds(300, 5);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var asking = ring.keep(FakeViewer.slow(ring.address(), 10_000).login().encodings(ZRLE));
        var prompted = new Slow(asking, end);
        var told = FakeViewer.slow(ring.address(), 10_000).login().wantContinuousUpdates();
        var unprompted =
                new Slow(
                        ring.keep(told.encodings(ZRLE, LAST_RECT, FENCE, CONTINUOUS_UPDATES)), end);
        var first = Thread.ofVirtual().start(prompted::ask);
        var second = Thread.ofVirtual().start(unprompted::listen);
        Ring.sleep(seconds / 2.0);
        if (ring.isOurs()) {
            tellHeld(ring.memory(), before, 2, figures);
        }
        Ring.sleep(seconds / 2.0);
        figures.holds("both stay connected", !asking.isRefused() && !told.isRefused());
        asking.socket().close();
        told.socket().close();
        first.join();
        second.join();
        figures.note("%d updates asked for".formatted(asking.updates().updates()));
        figures.most("older than the answer took", prompted.worst.get(), 100, "ms");
        figures.note("%d by themselves".formatted(told.updates().updates()));
        // What may be on its way takes its time: the window, and a piece over it.
        figures.most("oldest of those", unprompted.worst.get() / 1e3, 10, "s");
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    private static final class Slow {
        private final FakeViewer viewer;
        private final long end;
        private final AtomicLong worst = new AtomicLong();

        Slow(FakeViewer viewer, long end) {
            this.viewer = viewer;
            this.end = end;
        }

        /** By requests: the next when the last is answered. */
        void ask() {
            boolean incremental = false;
            try {
                while (System.nanoTime() < end) {
                    int asked = Painter.clock();
                    int clock = viewer.updates().clock();
                    viewer.request(incremental).readUpdate();
                    if (incremental && viewer.updates().clock() != clock) {
                        worst.accumulateAndGet(asked - viewer.updates().clock(), Math::max);
                    }
                    incremental = true;
                }
            } catch (IOException _) {
                // Whether it was sent away is asked by who waits.
            }
        }

        /** By continuous updates. */
        void listen() {
            try {
                while (System.nanoTime() < end) {
                    long read = viewer.updates().clockRead();
                    viewer.readUpdate();
                    if (viewer.updates().clockRead() != read && read > 0) {
                        long now = viewer.updates().clockRead() / 1_000_000 & 0xffffff;
                        worst.accumulateAndGet(now - viewer.updates().clock(), Math::max);
                    }
                }
            } catch (IOException _) {
                // As above.
            }
        }
    }
}
