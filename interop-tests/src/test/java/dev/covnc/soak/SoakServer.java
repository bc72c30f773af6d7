package dev.covnc.soak;

import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.server.Display;
import dev.covnc.server.InputHandler;
import dev.covnc.server.Viewer;
import dev.covnc.server.VncServer;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A program that embeds the server, to be attacked: it paints, resizes and measures itself as it is
 * told on stdin, a word and its arguments a line, and answers each with a line. Its first line is
 * the port.
 */
final class SoakServer {
    /** Loop lags below this are not worth telling. */
    private static final long WORTH_TELLING = 20_000_000;

    /** Who has to run for an answer to come: the loop, and those that stop everybody. */
    static final String[] THREADS = {"covnc-loop", "GC Thread", "VM Thread"};

    private final Heard heard = new Heard();
    private final Display display;
    private final Painter painter;
    private final VncServer server;
    private final ConcurrentLinkedQueue<String> lags = new ConcurrentLinkedQueue<>();

    /** Nobody is blamed for what is measured while this measures. */
    private volatile boolean measures;

    private volatile long measured = System.nanoTime();

    private SoakServer(int width, int height, String password) throws IOException {
        display = new Display(width, height);
        painter = new Painter(display);
        var builder = VncServer.builder(display).port(0).alwaysShared().input(heard);
        builder.resize(
                (_, newWidth, newHeight, _) -> {
                    painter.resize(newWidth, newHeight);
                    return CompletableFuture.completedStage(Status.DONE);
                });
        if (!password.isEmpty()) {
            builder.password(password).viewOnlyPassword(new StringBuilder(password).reverse() + "");
        }
        server = builder.start();
        Thread.ofPlatform().daemon().name("lag").start(this::probeLoop);
    }

    /** Arguments: width, height and, unless anybody may come in, the password. */
    public static void main(String[] arguments) throws IOException {
        var server =
                new SoakServer(
                        Integer.parseInt(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        arguments.length > 2 ? arguments[2] : "");
        System.out.println(server.server.address().getPort());
        var in = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = in.readLine()) != null; ) {
            System.out.println(server.obey(line.split(" ")));
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
            case "cpu" -> "" + processorNanos();
            case "lags" -> lags();
            case "heard" -> heard.take();
            case "bell" -> bell();
            default -> "what is " + words[0] + "?";
        };
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
                long waited = waits.nanos();
                long asked = System.nanoTime();
                server.viewers();
                long took = System.nanoTime() - asked - (waits.nanos() - waited);
                if (took > WORTH_TELLING && !measures && asked - measured > 0) {
                    lags.add(asked + ":" + took);
                }
                Thread.sleep(10);
            }
        } catch (IOException | InterruptedException _) {
            // The server ends, and its threads with it.
        }
    }

    private String lags() {
        var told = new ArrayList<String>();
        for (String lag; (lag = lags.poll()) != null; ) {
            told.add(lag);
        }
        return String.join(" ", told);
    }

    /** Heap in use, bytes of Netty's buffers, resident bytes, threads, open files. */
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
        return "%d %d %d %d %d"
                .formatted(
                        heap.getUsed(),
                        buffers.usedDirectMemory() + buffers.usedHeapMemory(),
                        residentBytes(),
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

        private synchronized void hear(int a, int b, int c) {
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

        synchronized String take() {
            var told = count + " " + sum + " " + gone.size();
            count = 0;
            sum = 0;
            gone.clear();
            return told;
        }
    }
}
