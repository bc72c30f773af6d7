package dev.covnc.soak;

import static dev.covnc.soak.FakeViewer.RAW;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** The same session in other segments, which must make no difference. */
final class Framing {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private Framing() {}

    /**
     * Keys, pointer moves, clipboards and formats, at random.
     *
     * @param most of which the script may consist
     */
    private static byte[] script(SplittableRandom random, int messages, int most) {
        var script = new ByteArrayOutputStream();
        for (int i = 0; i < messages && script.size() < most; i++) {
            script.writeBytes(message(random));
        }
        return script.toByteArray();
    }

    private static byte[] message(SplittableRandom random) {
        var message = ByteBuffer.allocate(64);
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                message.put((byte) 4).put((byte) random.nextInt(2)).putShort((short) 0);
                message.putInt(0x20 + random.nextInt(64));
            }
            case 2, 3 -> {
                message.put((byte) 5).put((byte) random.nextInt(8));
                message.putShort((short) random.nextInt(WIDTH));
                message.putShort((short) random.nextInt(HEIGHT));
            }
            case 4 -> {
                int length = random.nextInt(20);
                message.put((byte) 6).put(new byte[3]).putInt(length);
                for (int i = 0; i < length; i++) {
                    message.put((byte) ('a' + random.nextInt(26)));
                }
            }
            default -> message.put(bytes("02 00 0002 00000000 00000001"));
        }
        return Arrays.copyOf(message.array(), message.position());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** Sends it, and returns what the program heard, the viewer's leaving included. */
    private static String heard(Ring ring, Callable<FakeViewer> session) throws Exception {
        ring.control().order("heard");
        try (var viewer = session.call()) {
            // All before this has been handled when it is answered.
            viewer.encodings(RAW).request(false, 0, 0, 1, 1).readUpdate();
        }
        if (!Leavers.awaitViewers(ring, 0, 10)) {
            throw new IOException("a viewer that has left is still there");
        }
        for (int i = 0; i < 200; i++) {
            var heard = ring.control().order("heard-so-far");
            if (heard.endsWith(" 1")) {
                return ring.control().order("heard");
            }
            Ring.sleep(0.01);
        }
        throw new IOException(
                "the program has not heard that the viewer left: " + ring.control().order("heard"));
    }

    /** T11: Five thousand messages, a byte at a time, do what they do in one piece. */
    static void bytewise(Ring ring, Figures figures) throws Exception {
        ring.serve(WIDTH, HEIGHT);
        var script = script(ring.random(), ring.count(5000, 500), Integer.MAX_VALUE);
        var whole = heard(ring, () -> FakeViewer.connect(ring.address()).login().send(script));
        var bytewise =
                heard(
                        ring,
                        () -> {
                            var viewer = FakeViewer.connect(ring.address()).login();
                            for (byte one : script) {
                                viewer.send(new byte[] {one});
                            }
                            return viewer;
                        });
        figures.note("%d bytes".formatted(script.length));
        tellSame(figures, whole, bytewise);
        ring.tellServer(figures);
    }

    private static void tellSame(Figures figures, String whole, String other) {
        figures.note(whole.split(" ")[0] + " events");
        figures.holds("all heard alike", whole.equals(other));
    }

    /** T13: A thousand messages in one segment. */
    static void coalesced(Ring ring, Figures figures) throws Exception {
        ring.serve(WIDTH, HEIGHT);
        var random = ring.random();
        var messages = new ArrayList<byte[]>();
        var all = new ByteArrayOutputStream();
        while (messages.size() < 1000) {
            var message = message(random);
            messages.add(message);
            all.writeBytes(message);
        }
        var apart =
                heard(
                        ring,
                        () -> {
                            var viewer = FakeViewer.connect(ring.address()).login();
                            for (var message : messages) {
                                viewer.send(message);
                            }
                            return viewer;
                        });
        var one =
                heard(
                        ring,
                        () -> FakeViewer.connect(ring.address()).login().send(all.toByteArray()));
        figures.note("%d bytes".formatted(all.size()));
        tellSame(figures, apart, one);
        ring.tellServer(figures);
    }

    /** T12: Every way to cut a session in two, with a password and without. */
    static void cutInTwo(Ring ring, Figures figures) throws Exception {
        for (var password : new String[] {"", "secret"}) {
            ring.serve(WIDTH, HEIGHT, password);
            var script = script(ring.random(), 1000, ring.count(400, 120));
            var whole = heard(ring, () -> session(ring, password, script, Integer.MAX_VALUE));
            int length = 12 + 1 + (password.isEmpty() ? 0 : 16) + 1 + script.length;
            int same = 0;
            for (int cut = 1; cut < length; cut++) {
                int at = cut;
                same +=
                        whole.equals(heard(ring, () -> session(ring, password, script, at)))
                                ? 1
                                : 0;
            }
            figures.least(
                    password.isEmpty() ? "None: cuts alike" : "VncAuth", same, length - 1, "");
            ring.tellServer(figures);
        }
    }

    /** What is sent goes in two parts, wherever in the session that is. */
    private static FakeViewer session(Ring ring, String password, byte[] script, int cut)
            throws IOException {
        var viewer = FakeViewer.connect(ring.address());
        int at = send(viewer, bytes("524642203030332e3030380a"), 0, cut);
        viewer.in().readNBytes(12 + 2);
        at = send(viewer, new byte[] {(byte) (password.isEmpty() ? 1 : 2)}, at, cut);
        if (!password.isEmpty()) {
            var response = FakeViewer.response(viewer.in().readNBytes(16), password);
            at = send(viewer, response, at, cut);
        }
        if (viewer.in().readInt() != 0) {
            throw new IOException("refused");
        }
        var rest = ByteBuffer.allocate(1 + script.length).put((byte) 1).put(script).array();
        send(viewer, rest, at, cut);
        viewer.in().readNBytes(4 + 16);
        viewer.in().readNBytes(viewer.in().readInt());
        viewer.updates().resize(WIDTH, HEIGHT);
        return viewer;
    }

    private static int send(FakeViewer viewer, byte[] bytes, int at, int cut) throws IOException {
        int before = Math.clamp(cut - at, 0, bytes.length);
        if (before > 0 && before < bytes.length) {
            viewer.send(Arrays.copyOf(bytes, before));
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            viewer.send(Arrays.copyOfRange(bytes, before, bytes.length));
        } else {
            viewer.send(bytes);
        }
        return at + bytes.length;
    }

    /** T10: Viewers that shut their side down after they have asked for an update. */
    static void halfClosed(Ring ring, Figures figures) throws Exception {
        ring.serve(1280, 800);
        var probe = ring.probe();
        double worst = 0;
        int count = ring.count(200, 20);
        for (int i = 0; i < count; i++) {
            try (var viewer = FakeViewer.connect(ring.address()).login()) {
                viewer.request(false);
                viewer.socket().shutdownOutput();
                long began = System.nanoTime();
                boolean closed = viewer.isClosedWithin(10_000);
                worst = Math.max(worst, closed ? Readers.secondsSince(began) : 10);
            }
        }
        figures.note("%d viewers".formatted(count));
        figures.most("closed within", worst, 5, "s");
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }
}
