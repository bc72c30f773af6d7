package dev.covnc.soak;

import static dev.covnc.soak.FakeViewer.RAW;
import static dev.covnc.soak.FakeViewer.TIGHT;
import static dev.covnc.soak.FakeViewer.ZRLE;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Viewers that go, at any byte and in any way. */
final class Leavers {
    /** What may be left behind by any number of viewers. */
    private static final double LEFT_MIB = 16;

    private Leavers() {}

    /**
     * T9: A viewer that resets the connection after so many bytes of an update of 1920x1080: after
     * each of the first ones, and after others chosen at random up to the last.
     */
    static void resetAnywhere(Ring ring, Figures figures) throws Exception {
        ring.serve(1920, 1080, "", "-Dio.netty.leakDetection.level=paranoid");
        ring.order("paint 30 10");
        Ring.sleep(1);
        ring.order("paint 0 0");
        var probe = ring.probe();
        var random = ring.random();
        int each = ring.count(600, 40);
        var tries = new ArrayList<Callable<Integer>>();
        for (int encoding : new int[] {RAW, TIGHT, ZRLE}) {
            int whole = encoding == RAW ? 1920 * 1080 * 4 : 200_000;
            for (int i = 0; i < each; i++) {
                int bytes = i < each / 2 ? i : random.nextInt(whole);
                tries.add(() -> resetAfter(ring, encoding, bytes));
            }
        }
        leaveAll(ring, tries, figures, probe);
    }

    /** T5: Viewers that connect, are sent an update, and reset. */
    static void resetAfterUpdate(Ring ring, Figures figures) throws Exception {
        ring.serve(320, 240, "secret", "-Dio.netty.leakDetection.level=paranoid");
        ring.order("paint 30 10");
        var password = ring.isOurs() ? "secret" : "";
        var probe = ring.probe(password);
        var tries = new ArrayList<Callable<Integer>>();
        int[] encodings = {0, 2, 4, 5, 6, 7, 15, 16, 17};
        for (int i = 0; i < ring.count(10_000, 450); i++) {
            int encoding = encodings[i % encodings.length];
            tries.add(
                    () -> {
                        var viewer = FakeViewer.connect(ring.address()).login(password);
                        viewer.encodings(encoding).request(false);
                        if (encoding != 17) {
                            viewer.readUpdate();
                        } else {
                            viewer.in().readNBytes(16);
                        }
                        viewer.updates().close();
                        viewer.reset();
                        return 1;
                    });
        }
        leaveAll(ring, tries, figures, probe);
    }

    /** Lets a part come and go, then all the others: those are to leave nothing behind. */
    private static void leaveAll(
            Ring ring, List<Callable<Integer>> tries, Figures figures, Probe probe)
            throws Exception {
        int warm = tries.size() / 10;
        inTurn(tries.subList(0, warm));
        if (!ring.isOurs()) {
            inTurn(tries.subList(warm, tries.size()));
            figures.note("%d came and went".formatted(tries.size()));
            ring.tellGoodViewer(probe, figures);
            return;
        }
        awaitOne(ring);
        var before = ring.memory();
        inTurn(tries.subList(warm, tries.size()));
        figures.note("%d came and went".formatted(tries.size()));
        figures.holds("all are gone", awaitOne(ring));
        var after = ring.memory();
        figures.most("left behind", after.inUseSince(before), LEFT_MIB, "MiB");
        figures.most("files left", after.files() - before.files(), 0, "");
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    /** Eight at a time. */
    private static void inTurn(List<Callable<Integer>> tries) throws Exception {
        for (int i = 0; i < tries.size(); i += 8) {
            Ring.all(tries.subList(i, Math.min(i + 8, tries.size())));
        }
    }

    /** Waits until only the good viewer is there. */
    static boolean awaitOne(Ring ring) throws IOException, InterruptedException {
        return awaitViewers(ring, 1, 10);
    }

    static boolean awaitViewers(Ring ring, int count, int seconds)
            throws IOException, InterruptedException {
        for (int i = 0; i < seconds * 20; i++) {
            if (ring.control().viewers() == count) {
                return true;
            }
            Ring.sleep(0.05);
        }
        return false;
    }

    private static Integer resetAfter(Ring ring, int encoding, int bytes) throws IOException {
        var viewer = FakeViewer.small(ring.address()).login().encodings(encoding).request(false);
        viewer.socket().setSoTimeout(2000);
        try {
            viewer.in().skipNBytes(bytes);
        } catch (SocketTimeoutException _) {
            // The update was shorter.
        }
        viewer.reset();
        viewer.close();
        return bytes;
    }
}
