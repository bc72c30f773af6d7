package dev.covnc.soak;

import static dev.covnc.soak.FakeViewer.DESKTOP_SIZE;
import static dev.covnc.soak.FakeViewer.EXTENDED_DESKTOP_SIZE;
import static dev.covnc.soak.FakeViewer.RAW;
import static dev.covnc.soak.FakeViewer.TIGHT;
import static dev.covnc.soak.FakeViewer.ZLIB;
import static dev.covnc.soak.FakeViewer.ZRLE;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** A picture that changes while it is sent: its size, and its pixels. */
final class Sizes {
    private Sizes() {}

    /**
     * T16: The size changes 200 times a second, before viewers of every encoding, of which some
     * know of sizes and others do not. Nobody is sent a rectangle outside of what it was told.
     */
    static void storm(Ring ring, Figures figures) throws Exception {
        ring.serve(1024, 768);
        int seconds = ring.seconds(30, 4);
        var probe = ring.probe();
        var faults = new ConcurrentLinkedQueue<String>();
        var ended = new AtomicBoolean();
        var viewers = new ArrayList<FakeViewer>();
        var threads = new ArrayList<Thread>();
        for (int encoding : new int[] {RAW, 2, 4, 5, ZLIB, TIGHT, 15, ZRLE}) {
            for (int sizes : new int[] {DESKTOP_SIZE, EXTENDED_DESKTOP_SIZE, encoding}) {
                var viewer = ring.keep(FakeViewer.connect(ring.address()).login());
                viewers.add(viewer.encodings(encoding, sizes, 1));
                threads.add(ring.start(() -> watch(viewer, encoding, ended, faults)));
            }
        }
        ring.order("storm 200");
        Ring.sleep(seconds);
        ring.order("still");
        ended.set(true);
        Ring.sleep(0.5);
        long updates = viewers.stream().mapToLong(viewer -> viewer.updates().updates()).sum();
        figures.note("%d viewers, %d updates".formatted(viewers.size(), updates));
        figures.least("fewest to a viewer", fewest(viewers), 1, "");
        figures.most("faults", faults.size(), 0, "");
        faults.stream().limit(10).forEach(fault -> System.err.println("  fault: " + fault));
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    private static double fewest(ArrayList<FakeViewer> viewers) {
        return viewers.stream().mapToLong(viewer -> viewer.updates().updates()).min().orElse(0);
    }

    private static void watch(
            FakeViewer viewer,
            int encoding,
            AtomicBoolean ended,
            ConcurrentLinkedQueue<String> faults) {
        try {
            viewer.request(false);
            while (!ended.get()) {
                viewer.readUpdate().request(true);
            }
        } catch (EOFException _) {
            faults.add("encoding " + encoding + ": the server has closed");
        } catch (IOException e) {
            if (!ended.get()) {
                faults.add("encoding " + encoding + ": " + e.getMessage());
            }
        }
    }

    /**
     * T17: The program writes into the picture while it is painted and encoded. What stays in the
     * end is what all viewers show, bit by bit.
     */
    static void scribble(Ring ring, Figures figures) throws Exception {
        ring.serve(1280, 800);
        int seconds = ring.seconds(30, 3);
        var probe = ring.probe();
        var viewers = new ArrayList<FakeViewer>();
        for (int encoding : new int[] {RAW, ZLIB, 15, ZRLE, ZRLE, TIGHT, 5}) {
            var viewer = ring.keep(FakeViewer.connect(ring.address()).login()).keepPicture();
            viewers.add(viewer.encodings(encoding, 1).request(false));
            ring.start(
                    () -> {
                        while (true) {
                            viewer.readUpdate().request(true);
                        }
                    });
        }
        ring.order("scribble 60");
        Ring.sleep(seconds);
        long sum = Long.parseLong(ring.control().order("still"));
        int same = 0;
        for (var viewer : viewers.subList(0, 5)) {
            same += awaitSame(viewer, sum) ? 1 : 0;
        }
        long updates = viewers.stream().mapToLong(viewer -> viewer.updates().updates()).sum();
        figures.note("%d updates to 7 viewers".formatted(updates));
        figures.least("of 5 that keep the picture identical", same, 5, "");
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    private static boolean awaitSame(FakeViewer viewer, long sum) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            var picture = viewer.updates().picture().clone();
            if (Painter.checksum(picture, picture.length) == sum) {
                return true;
            }
            Ring.sleep(0.1);
        }
        return false;
    }
}
