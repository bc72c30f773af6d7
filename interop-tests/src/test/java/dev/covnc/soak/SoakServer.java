package dev.covnc.soak;

import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.security.Identity;
import dev.covnc.server.Display;
import dev.covnc.server.InputHandler;
import dev.covnc.server.Limits;
import dev.covnc.server.Security;
import dev.covnc.server.Viewer;
import dev.covnc.server.VncServer;
import dev.covnc.server.VncServerBuilder;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A program that embeds the server, to be attacked: it paints, resizes and measures itself as it is
 * told on stdin, a word and its arguments a line, and answers each with a line. Its first line is
 * the port.
 */
final class SoakServer {
    /** How a line begins that is an answer: the JVM may have something to say, too. */
    static final String ANSWER = "> ";

    /** Loop lags below this are not worth telling. */
    private static final long WORTH_TELLING = 20_000_000;

    /** Beyond this it is said what the loop was doing. */
    private static final long WORTH_A_LOOK = 40_000_000;

    /** Who has to run for an answer to come: the loop, and those that stop everybody. */
    static final String[] THREADS = {"covnc-loop", "GC Thread", "VM Thread"};

    private final Heard heard = new Heard();
    private final LoopWatch loopWatch = new LoopWatch();
    private final Display display;
    private final Painter painter;
    private final VncServer server;
    private final ConcurrentLinkedQueue<String> lags = new ConcurrentLinkedQueue<>();

    /** Nobody is blamed for what is measured while this measures. */
    private volatile boolean measures;

    /** Looking at the loop costs time that is not the server's. */
    private volatile boolean isObserved = true;

    /** When the loop was asked last; 0 if it has answered. */
    private volatile long asked;

    private volatile long measured = System.nanoTime();

    private SoakServer(int width, int height, String password) throws IOException {
        display = new Display(width, height);
        painter = new Painter(display);
        var builder = VncServer.builder(display).port(0).input(heard);
        var stall = Duration.ofSeconds(Integer.getInteger("soak.stall", 30));
        builder.limits(Limits.builder().viewers(1000).writeStall(stall).build());
        if (!Boolean.getBoolean("soak.exclusive")) {
            builder.alwaysShared();
        }
        builder.resize(
                (_, newWidth, newHeight, _) -> {
                    painter.resize(newWidth, newHeight);
                    return CompletableFuture.completedStage(Status.DONE);
                });
        if (!password.isEmpty()) {
            builder.password(password).viewOnlyPassword(new StringBuilder(password).reverse() + "");
        }
        if (System.getProperty("soak.keys") != null) {
            offerAllTypes(builder, password, Path.of(System.getProperty("soak.keys")));
        }
        server = builder.start();
        Thread.ofPlatform().daemon().name("lag").start(this::probeLoop);
        Thread.ofPlatform().daemon().name("look").start(this::lookAtLoop);
    }

    /** Every security type that asks for something, with keys made for the occasion. */
    private static void offerAllTypes(VncServerBuilder builder, String password, Path keys) {
        var types =
                Arrays.stream(Security.Type.values())
                        .filter(type -> !type.toString().endsWith("None"))
                        .toArray(Security.Type[]::new);
        builder.security(new Security().types(types).keys(keys));
        builder.authenticator(
                (user, given) ->
                        CompletableFuture.completedStage(
                                user.equals("user") && password.equals(new String(given))
                                        ? Optional.of(Identity.FULL)
                                        : Optional.empty()));
    }

    /** Arguments: width, height and, unless anybody may come in, the password. */
    public static void main(String[] arguments) throws IOException {
        var server =
                new SoakServer(
                        Integer.parseInt(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        arguments.length > 2 ? arguments[2] : "");
        System.out.println(ANSWER + server.server.address().getPort());
        var in = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = in.readLine()) != null; ) {
            System.out.println(ANSWER + server.obey(line.split(" ")));
        }
        server.painter.stop();
        server.server.close();
    }

    private String obey(String[] words) throws IOException {
        return switch (words[0]) {
            case "paint" ->
                    painter.play(Integer.parseInt(words[1]), Double.parseDouble(words[2]) / 100);
            case "film" -> painter.film(Integer.parseInt(words[1]));
            case "scribble" -> painter.scribble(Integer.parseInt(words[1]));
            case "storm" -> painter.storm(Integer.parseInt(words[1]));
            case "still" -> painter.still(); // The checksum of the picture that stays.
            case "resize" -> painter.resize(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "memory" -> memory();
            case "viewers" -> "" + server.viewers().size();
            case "time-of-day" -> "" + System.currentTimeMillis();
            case "cpu" -> "" + processorNanos();
            case "lags" -> lags();
            case "unobserved" -> {
                isObserved = false;
                yield "left alone";
            }
            case "observed" -> {
                isObserved = true;
                yield "looked at";
            }
            case "heard" -> heard.take();
            case "heard-so-far" -> heard.toString();
            case "heard-at" -> "" + heard.at;
            case "second" -> second(words[1]);
            case "restart" -> restart(Integer.parseInt(words[1]));
            case "watch-loop" -> loopWatch.begin();
            case "loop-waits" -> loopWatch.end();
            case "bell" -> bell();
            default -> "what is " + words[0] + "?";
        };
    }

    /** Another server of the same display, with a password of its own. */
    private String second(String password) throws IOException {
        return ""
                + VncServer.builder(display).port(0).password(password).start().address().getPort();
    }

    /** Servers that are looked at and closed again, one after another. */
    private String restart(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            var shown = new Display(320, 240);
            try (var started = VncServer.builder(shown).port(0).start();
                    var viewer = FakeViewer.connect(started.address()).login()) {
                viewer.encodings(i % 2 == 0 ? 16 : 7).request(false).readUpdate();
            }
        }
        return "restarted";
    }

    private String bell() {
        display.bell();
        display.clipboard("rung");
        return "rung";
    }

    /**
     * Asking for the viewers runs on the loop: so long has it kept us waiting. Not counted is the
     * time that either of the two was ready to run and no processor was free.
     */
    private void probeLoop() {
        try {
            server.viewers();
            var waits = Waits.ofThreads("lag").and(ProcessHandle.current().pid(), THREADS);
            while (true) {
                Thread.sleep(10);
                if (!isObserved) {
                    continue;
                }
                long waited = waits.nanos();
                asked = System.nanoTime();
                server.viewers();
                long took = System.nanoTime() - asked - (waits.nanos() - waited);
                if (took > WORTH_TELLING && !measures && asked - measured > 0) {
                    lags.add(asked + ":" + took);
                }
                asked = 0;
            }
        } catch (IOException | InterruptedException _) {
            // The server ends, and its threads with it.
        }
    }

    /** Logs where the loop is while it keeps somebody waiting. */
    private void lookAtLoop() {
        try {
            var loop = loop();
            while (true) {
                Thread.sleep(10);
                long since = asked;
                if (since != 0 && !measures && System.nanoTime() - since > WORTH_A_LOOK) {
                    var text = new StringBuilder("  busy " + since);
                    for (var frame : loop.getStackTrace()) {
                        text.append(' ').append(frame.getClassName().replaceFirst(".*\\.", ""));
                        text.append('.').append(frame.getMethodName());
                        text.append(':').append(frame.getLineNumber());
                    }
                    System.err.println(text);
                }
            }
        } catch (InterruptedException _) {
            // Never: the thread is a daemon.
        }
    }

    private static Thread loop() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("covnc-loop"))
                .findFirst()
                .orElseThrow();
    }

    private String lags() {
        var told = new ArrayList<String>();
        for (String lag; (lag = lags.poll()) != null; ) {
            told.add(lag);
        }
        return String.join(" ", told);
    }

    /** Heap in use, bytes of Netty's buffers, resident bytes, malloc's, threads, open files. */
    private String memory() throws IOException {
        measures = true;
        for (int i = 0; i < 3; i++) {
            System.gc();
            pause(50);
        }
        measured = System.nanoTime();
        measures = false;
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var buffers = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        int files = -1; // Without the directory that is being listed.
        try (var list = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var _ : list) {
                files++;
            }
        }
        return "%d %d %d %d %d %d"
                .formatted(
                        heap.getUsed(),
                        buffers.usedDirectMemory() + buffers.usedHeapMemory(),
                        residentBytes(),
                        Malloc.inUse(),
                        Thread.activeCount(),
                        files);
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static long processorNanos() {
        var system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getProcessCpuTime();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What viewers did: how much, and a checksum over what in which order. */
    private static final class Heard implements InputHandler {
        private final List<Viewer> gone = new ArrayList<>();
        private long count;
        private int sum;

        /** When the last was. */
        private volatile long at;

        private synchronized void hear(int a, int b, int c) {
            at = System.nanoTime();
            count++;
            sum = 31 * (31 * (31 * sum + a) + b) + c;
        }

        @Override
        public void key(Viewer viewer, int keysym, boolean down) {
            hear(1, keysym, down ? 1 : 0);
        }

        @Override
        public void pointer(Viewer viewer, int x, int y, int buttons) {
            hear(2, x << 16 | y, buttons);
        }

        @Override
        public void clipboard(Viewer viewer, String text) {
            hear(3, text.hashCode(), text.length());
        }

        @Override
        public synchronized void left(Viewer viewer) {
            gone.add(viewer);
        }

        @Override
        public synchronized String toString() {
            return count + " " + sum + " " + gone.size();
        }

        synchronized String take() {
            var told = toString();
            count = 0;
            sum = 0;
            gone.clear();
            return told;
        }
    }
}
