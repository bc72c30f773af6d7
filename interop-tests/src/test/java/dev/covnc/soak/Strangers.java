package dev.covnc.soak;

import static dev.covnc.soak.FakeViewer.TIGHT;
import static dev.covnc.soak.FakeViewer.ZRLE;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections that never become viewers, and viewers that do nothing. */
final class Strangers {
    /** To the choice of a security type, and a second for the machine. */
    private static final double CHOOSING = 11;

    private static final int VENCRYPT = 19;

    private Strangers() {}

    /** T1: A thousand connections that say nothing. */
    static void silent(Ring ring, Figures figures) throws Exception {
        ring.serve(1024, 768);
        var probe = ring.probe();
        Ring.sleep(2);
        var before = ring.isOurs() ? ring.memory() : null;
        var silent = new ArrayList<Stranger>();
        for (int i = 0; i < 1000; i++) {
            silent.add(Stranger.of(ring, ""));
        }
        Ring.sleep(3);
        if (ring.isOurs()) {
            figures.most("peak", ring.memory().inUseSince(before), 32, "MiB");
        }
        figures.most("each gone after", awaitClosed(silent), CHOOSING, "s");
        if (ring.isOurs()) {
            Ring.sleep(0.5);
            var after = ring.memory();
            figures.note("afterwards %d KiB".formatted((long) (after.inUseSince(before) * 1024)));
            figures.most("files left", after.files() - before.files(), 0, "");
        }
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    /** One that says no more than this. */
    private record Stranger(FakeViewer viewer, long came) {
        static Stranger of(Ring ring, String hex) throws IOException {
            var viewer = ring.keep(FakeViewer.connect(ring.address()));
            return new Stranger(viewer.send(hex), System.nanoTime());
        }

        /** Seconds from its coming to its end; infinity if there was none in time. */
        double stayed() throws IOException {
            return viewer.isClosedWithin(15_000)
                    ? Readers.secondsSince(came)
                    : Double.POSITIVE_INFINITY;
        }
    }

    /** Returns how many seconds the last stayed; infinity if one was not sent away. */
    private static double awaitClosed(List<Stranger> strangers) throws Exception {
        var waits = new ArrayList<Callable<Double>>();
        strangers.forEach(stranger -> waits.add(stranger::stayed));
        return Ring.all(waits).stream().mapToDouble(stayed -> stayed).max().orElseThrow();
    }

    /** T2: Two thousand connections a second, each reset at once. */
    static void storm(Ring ring, Figures figures) throws Exception {
        ring.serve(1024, 768);
        var probe = ring.probe();
        int seconds = ring.seconds(30, 2);
        int perTick = 20;
        storm(ring, 1, perTick);
        Ring.sleep(1);
        var before = ring.isOurs() ? ring.memory() : null;
        long processor = ring.isOurs() ? ring.control().processorNanos() : 0;
        long began = System.nanoTime();
        int made = storm(ring, seconds, perTick);
        double took = Readers.secondsSince(began);
        figures.note("%d connections, %d a second".formatted(made, (int) (made / took)));
        if (ring.isOurs()) {
            double used = (ring.control().processorNanos() - processor) / 1e9 / took;
            figures.most("processors used", used, 1, "");
            Ring.sleep(1);
            var after = ring.memory();
            figures.most("files left", after.files() - before.files(), 0, "");
            figures.most("threads left", after.threads() - before.threads(), 0, "");
        }
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    private static int storm(Ring ring, int seconds, int perTick)
            throws IOException, InterruptedException {
        long due = System.nanoTime();
        long end = due + seconds * 1_000_000_000L;
        int made = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < perTick; i++) {
                FakeViewer.connect(ring.address()).reset();
                made++;
            }
            due += 10_000_000;
            Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
        }
        return made;
    }

    /**
     * T3: Two hundred viewers that have logged in and look at a desktop that rests. What they cost
     * before their first update, and once their encoders have had nothing to do for a minute.
     */
    static void idle(Ring ring, Figures figures) throws Exception {
        ring.serve(1280, 800);
        Ring.sleep(1);
        var before = ring.memory();
        var viewers = new ArrayList<FakeViewer>();
        for (int i = 0; i < 200; i++) {
            viewers.add(ring.keep(FakeViewer.connect(ring.address()).login()));
        }
        Ring.sleep(1);
        double each = ring.memory().inUseSince(before) * 1024 / viewers.size();
        figures.most("each before its first update", each, 256, "KiB");
        ring.order("unobserved");
        Ring.sleep(1);
        long processor = ring.control().processorNanos();
        long began = System.nanoTime();
        Ring.sleep(ring.seconds(10, 3));
        double used = ring.control().processorNanos() - processor;
        figures.most("processor", 100 * used / (System.nanoTime() - began), 2, "%");
        ring.order("observed");
        for (int i = 0; i < viewers.size(); i++) {
            viewers.get(i).encodings(i % 2 == 0 ? ZRLE : TIGHT).request(false).readUpdate();
        }
        double busy = ring.memory().inUseSince(before) * 1024 / viewers.size();
        figures.note("%d KiB each after one".formatted((long) busy));
        if (!ring.isBrief()) {
            Ring.sleep(62);
            double rested = ring.memory().inUseSince(before) * 1024 / viewers.size();
            figures.most("after a minute's rest", rested, 256, "KiB");
        }
        ring.tellServer(figures);
    }

    /** T8: One byte of each step of the handshake and of each message, and then nothing. */
    static void half(Ring ring, Figures figures) throws Exception {
        ring.serve(1024, 768);
        var probe = ring.probe();
        int seconds = ring.seconds(60, 4);
        long began = System.nanoTime();
        // Half a version, and no choice of a security type: these have a deadline of ten seconds.
        var strangers = new ArrayList<Stranger>();
        strangers.add(Stranger.of(ring, "52"));
        strangers.add(Stranger.of(ring, "524642203030332e3030"));
        strangers.add(Stranger.of(ring, "524642203030332e3030380a"));
        // No ClientInit: part of the two minutes that a human may take.
        var kept = new AtomicInteger();
        keep(ring, kept, () -> FakeViewer.connect(ring.address()).choose(1));
        var halves = List.of("00", "02", "03", "04", "05", "06", "06 000000 00000100 6162");
        for (var half : halves) {
            keep(ring, kept, () -> FakeViewer.connect(ring.address()).login().send(half));
        }
        if (seconds > CHOOSING) {
            figures.most("strangers gone after", awaitClosed(strangers), CHOOSING, "s");
        }
        Ring.sleep(Math.max(0, seconds - Readers.secondsSince(began)));
        figures.least("others that came meanwhile", kept.get(), 1 + halves.size(), "");
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    /** Counts it if it comes as far as that. */
    private static void keep(Ring ring, AtomicInteger kept, Callable<FakeViewer> coming) {
        ring.start(
                () -> {
                    ring.keep(coming.call());
                    kept.incrementAndGet();
                });
    }

    /** T14: Random bytes in every state of the protocol. */
    static void garbage(Ring ring, Figures figures) throws Exception {
        var keys = Files.createTempDirectory("covnc-soak-");
        ring.keep(() -> delete(keys));
        ring.serve(640, 480, "secret", "-Dsoak.keys=" + keys);
        var password = ring.isOurs() ? "secret" : "";
        var probe = ring.probe(password);
        var random = ring.random();
        int tries = ring.count(10_000, 400);
        var states = states(ring.address(), password);
        var all = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < tries; i++) {
            var state = states.get(i % states.size());
            var bytes = new byte[1 + random.nextInt(4096)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                bytes[0] = (byte) random.nextInt(8); // More often something like a message.
            }
            all.add(() -> babble(ring, state, bytes));
        }
        for (int i = 0; i < all.size(); i += 8) {
            Ring.all(all.subList(i, Math.min(i + 8, all.size())));
        }
        figures.note("%d babblers in %d states".formatted(tries, states.size()));
        if (ring.isOurs()) {
            figures.holds("all are gone", Leavers.awaitOne(ring));
        }
        ring.tellGoodViewer(probe, figures);
        ring.tellServer(figures);
    }

    /** The version; the choice; within each type, and for VeNCrypt each subtype; afterwards. */
    private static List<State> states(InetSocketAddress server, String password)
            throws IOException {
        var states = new ArrayList<State>();
        states.add(viewer -> viewer);
        states.add(viewer -> viewer.send("524642203030332e3030380a"));
        states.add(viewer -> viewer.send("524642203030332e3030330a"));
        states.add(viewer -> viewer.login(password));
        try (var viewer = FakeViewer.connect(server)) {
            for (int type : viewer.offered()) {
                states.add(stranger -> stranger.choose(type));
            }
        }
        try (var viewer = FakeViewer.connect(server).choose(VENCRYPT).send("0002")) {
            viewer.in().readNBytes(3);
            int subtypes = viewer.in().readUnsignedByte();
            for (int i = 0; i < subtypes; i++) {
                int subtype = viewer.in().readInt();
                states.add(
                        stranger -> stranger.choose(VENCRYPT).send("0002%08x".formatted(subtype)));
            }
        } catch (IOException _) {
            // It is not offered.
        }
        return states;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @FunctionalInterface
    private interface State {
        FakeViewer reach(FakeViewer viewer) throws IOException;
    }

    private static boolean babble(Ring ring, State state, byte[] bytes) throws IOException {
        try (var viewer = FakeViewer.connect(ring.address())) {
            state.reach(viewer);
            viewer.send(bytes);
            return viewer.isClosedWithin(20);
        } catch (IOException _) {
            return true; // Closed before all was sent.
        }
    }
}
