package dev.covnc.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * Where a trial takes place: the server, the good viewer beside the bad ones, and all that has to
 * be cleared away afterwards.
 */
final class Ring implements AutoCloseable {
    /** A loop that is busy longer than this at a stretch keeps others waiting (plan, T18). */
    static final double LONGEST_LAG = 50;

    static final double LONGEST_ANSWER = 100;

    /** A viewer that comes when the attack is over; in seconds. */
    private static final double LONGEST_WELCOME = 1;

    /** What is asked for on the command line. */
    record Wish(Optional<InetSocketAddress> against, boolean brief, int seconds, long seed) {}

    private final Wish wish;
    private final Machine machine = new Machine();
    private final List<AutoCloseable> all = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Control control;
    private String newcomersPassword = "";

    Ring(Wish wish) {
        this.wish = wish;
    }

    /** Starts our own server, unless the trial is held against somebody else's. */
    void serve(int width, int height, String password, String... flags)
            throws IOException, InterruptedException {
        if (isOurs()) {
            control = keep(new Control(width, height, password, Map.of(), flags));
            warmUp(password);
        }
    }

    /** Its first viewers find it as it was started. */
    void serveCold(int width, int height) throws IOException {
        control = keep(new Control(width, height, "", Map.of()));
    }

    /** The time of day is what a library makes of it. */
    void serveShifted(int width, int height, Path library, Path shift)
            throws IOException, InterruptedException {
        var environment = Map.of("LD_PRELOAD", "" + library, "SOAK_SHIFT", "" + shift);
        control = keep(new Control(width, height, "", environment));
        warmUp("");
    }

    /** What the first viewer takes longer for is not what trials are about, T18 excepted. */
    private void warmUp(String password) throws IOException, InterruptedException {
        try (var viewer = FakeViewer.connect(address()).login(password)) {
            for (int encoding : new int[] {0, 7, 16}) {
                viewer.encodings(encoding).request(false).readUpdate();
            }
        }
        for (int i = 0; i < 200 && !control.order("heard-so-far").endsWith(" 1"); i++) {
            sleep(0.05);
        }
        control.order("heard");
        control.order("lags");
    }

    void serve(int width, int height) throws IOException, InterruptedException {
        serve(width, height, "");
    }

    boolean isOurs() {
        return wish.against().isEmpty();
    }

    boolean isBrief() {
        return wish.brief();
    }

    /** So many seconds, unless others were asked for. */
    int seconds(int full, int brief) {
        return wish.seconds() > 0 ? wish.seconds() : wish.brief() ? brief : full;
    }

    /** So much of something, less of it in a brief run. */
    int count(int full, int brief) {
        return wish.brief() ? brief : full;
    }

    SplittableRandom random() {
        return new SplittableRandom(wish.seed());
    }

    InetSocketAddress address() {
        return wish.against().orElseGet(() -> control.address());
    }

    /** Our own server. */
    Control control() {
        return control;
    }

    /** Gives our own server an order; somebody else's takes none. */
    void order(String order) throws IOException {
        if (isOurs()) {
            control.order(order);
        }
    }

    Machine machine() {
        return machine;
    }

    /** Measures our server's memory, which stops it for a moment. */
    Control.Memory memory() throws IOException {
        long began = System.nanoTime();
        try {
            return control.memory();
        } finally {
            machine.excuse(began, System.nanoTime());
        }
    }

    /** A good viewer that asks from now on. */
    Probe probe() throws IOException {
        return probe("");
    }

    /** A good viewer that knows the password. */
    Probe probe(String password) throws IOException {
        var viewer = FakeViewer.connect(address()).login(password);
        newcomersPassword = password;
        var waits = Waits.ofThreads();
        if (isOurs()) {
            waits.and(control.pid(), SoakServer.THREADS);
        }
        return keep(new Probe(machine, viewer, waits));
    }

    /** The good viewer was served, and so the loop was free. */
    void tellGoodViewer(Probe probe, Figures figures) throws IOException, InterruptedException {
        probe.end().tell(figures, LONGEST_ANSWER);
        long came = System.nanoTime();
        try (var _ = FakeViewer.connect(address()).login(newcomersPassword)) {
            double took = machine.delay(came, System.nanoTime()) / 1e9;
            figures.most("a newcomer is in after", took, LONGEST_WELCOME, "s");
        } catch (IOException e) {
            figures.holds("a newcomer is let in (" + e.getMessage() + ")", false);
        }
    }

    /** How long our loop was busy at a stretch, and whether our log is clean. */
    void tellServer(Figures figures) throws IOException, InterruptedException {
        if (isOurs()) {
            figures.most("loop", control.worstLag(machine), LONGEST_LAG, "ms");
            var alarms = control.alarms();
            figures.most("alarms in the log", alarms.size(), 0, "");
            alarms.stream().limit(40).forEach(line -> System.err.println("  log: " + line));
        }
    }

    /** Is closed with the ring. */
    synchronized <T extends AutoCloseable> T keep(T closeable) {
        all.add(closeable);
        return closeable;
    }

    /** Runs until it ends or the ring is cleared. */
    synchronized Thread start(Throwing body) {
        var thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        body.run();
                                    } catch (Exception _) {
                                        // The connection is gone, as is the reason to go on.
                                    }
                                });
        threads.add(thread);
        return thread;
    }

    @FunctionalInterface
    interface Throwing {
        void run() throws Exception;
    }

    /** Waits for everything, and fails as the first of them that does. */
    static <T> List<T> all(List<Callable<T>> bodies) throws Exception {
        try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = executor.invokeAll(bodies);
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    static void sleep(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        for (var closeable : all.reversed()) {
            try {
                closeable.close();
            } catch (Exception _) {
                // Gone already.
            }
        }
        machine.close();
    }
}
