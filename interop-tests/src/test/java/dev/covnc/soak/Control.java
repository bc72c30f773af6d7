package dev.covnc.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link SoakServer} in a JVM of its own, as the harness commands it. */
final class Control implements AutoCloseable {
    /** A fixed heap, so that what grows is seen for what it is. */
    private static final List<String> FLAGS =
            List.of(
                    "-Xms640m",
                    "-Xmx640m",
                    "-XX:+AlwaysPreTouch",
                    "-XX:-UseDynamicNumberOfGCThreads", // Else some are not there yet when Waits
                    // looks.
                    "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Djava.awt.headless=true");

    /** For who wants to know why something takes so long. */
    private static final String[] MORE_FLAGS =
            Stream.of(Objects.requireNonNullElse(System.getenv("COVNC_SOAK_JAVA_OPTS"), ""))
                    .flatMap(options -> Stream.of(options.split(" ")))
                    .filter(option -> !option.isEmpty())
                    .toArray(String[]::new);

    static final double MIB = 1 << 20;

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final Path log;
    private final List<String> saidOfItself = new ArrayList<>();
    private final int port;
    private final long began = System.nanoTime();

    /**
     * What the server's JVM holds, in bytes, when it has collected its garbage.
     *
     * @param buffers Netty's
     * @param allocated by the C library's malloc, these buffers among it; 0 where that does not
     *     tell
     */
    record Memory(long heap, long buffers, long resident, long allocated, int threads, int files) {
        /** In mebibytes. */
        double heapSince(Memory before) {
            return Math.max(0, heap - before.heap) / MIB;
        }

        /** In mebibytes: on the heap, and what was allocated outside of it. */
        double inUseSince(Memory before) {
            return Math.max(0, heap - before.heap + allocated - before.allocated) / MIB;
        }

        /** In mebibytes: on the heap, and all that is not heap. */
        double all() {
            return (heap + resident) / MIB;
        }

        /** In mebibytes: what waits for sockets to take it. */
        double buffersSince(Memory before) {
            return Math.max(0, buffers - before.buffers) / MIB;
        }

        /**
         * In mebibytes. The heap is of a fixed size and resident whole, so this is what was added
         * to either.
         */
        double since(Memory before) {
            return Math.max(0, heap - before.heap + resident - before.resident) / MIB;
        }
    }

    Control(
            int width,
            int height,
            String password,
            Map<String, String> environment,
            String... flags)
            throws IOException {
        log = Files.createTempFile("covnc-soak-", ".log");
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(FLAGS);
        command.addAll(Arrays.asList(flags));
        command.addAll(Arrays.asList(MORE_FLAGS));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(SoakServer.class.getName(), "" + width, "" + height, password));
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        answers = process.inputReader();
        orders = new PrintWriter(process.outputWriter(), true);
        port = Integer.parseInt(answer());
    }

    long pid() {
        return process.pid();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Has an order obeyed, and returns the answer. */
    synchronized String order(String order) throws IOException {
        orders.println(order);
        return answer();
    }

    /** The next line that is one; others are the JVM's own. */
    private String answer() throws IOException {
        for (String line; (line = answers.readLine()) != null; ) {
            if (line.startsWith(SoakServer.ANSWER)) {
                return line.substring(SoakServer.ANSWER.length());
            }
            saidOfItself.add(line);
        }
        throw new IOException("the server has died:\n" + Files.readString(log));
    }

    /** What the JVM said, besides the log. */
    List<String> saidOfItself() {
        return saidOfItself;
    }

    Memory memory() throws IOException {
        var words = order("memory").split(" ");
        return new Memory(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]));
    }

    int viewers() throws IOException {
        return Integer.parseInt(order("viewers"));
    }

    long processorNanos() throws IOException {
        return Long.parseLong(order("cpu"));
    }

    /** The longest that the event loop kept a task waiting, in milliseconds, since last asked. */
    double worstLag(Machine machine) throws IOException {
        double worst = 0;
        for (var told : order("lags").split(" ")) {
            if (!told.isEmpty()) {
                var lag = told.split(":");
                long from = Long.parseLong(lag[0]);
                double took = machine.delay(from, from + Long.parseLong(lag[1])) / 1e6;
                worst = Math.max(worst, took);
                say(from, took);
            }
        }
        return worst;
    }

    /** For who wants to find out what it was: the server's log tells the time since its start. */
    private void say(long from, double took) throws IOException {
        if (took > Ring.LONGEST_LAG) {
            Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("  busy " + from + " "))
                    .limit(1)
                    .map(line -> line.substring(0, Math.min(line.length(), 700)))
                    .forEach(System.err::println);
            double since = (from - began) / 1e9;
            System.err.printf(Locale.ROOT, "  the loop was busy at %.2f s: %.0f ms%n", since, took);
        }
    }

    /** Lines that an administrator would be alarmed by. */
    List<String> alarms() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.startsWith("  busy "))
                .filter(
                        line ->
                                line.startsWith("SEVERE")
                                        || line.startsWith("\tat ")
                                        || line.contains("LEAK")
                                        || line.contains("Exception"))
                .toList();
    }

    /** So often has the log these words. */
    long logged(String words) throws IOException {
        return Files.readAllLines(log).stream().filter(line -> line.contains(words)).count();
    }

    Path log() {
        return log;
    }

    /** Whether it still runs, and ends when it is asked to. */
    boolean end() throws IOException, InterruptedException {
        orders.close();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(log);
    }
}
