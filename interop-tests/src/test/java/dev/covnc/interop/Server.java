package dev.covnc.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The standalone server, from its jar, on a free port of 127.0.0.1. When it is closed it must have
 * been running still, end when asked to, have written exactly two lines to stdout and logged no
 * stack trace: so every test here also says that nothing broke.
 */
final class Server implements AutoCloseable {

    static final Path ROOT = Path.of(System.getProperty("covnc.root"));

    private static final Pattern LISTENING =
            Pattern.compile(
                    "listening on vnc://127\\.0\\.0\\.1:(\\d+)\n"
                            + "open (http://127\\.0\\.0\\.1:\\d+/)\n");

    private final Program program;
    private final Map<String, Integer> logged = new HashMap<>();
    private int port;
    private String page;

    private Server(Program program) {
        this.program = program;
    }

    /** A server that listens. */
    static Server start(String... arguments) {
        var server = new Server(Program.start(Map.of(), command(arguments, "--port", "0")));
        server.program.await("the line that says where it listens", server::isListening);
        return server;
    }

    static Server showing(Picture picture, String... options) {
        var scene = Stream.of("image", picture.writePng().toString());
        return start(Stream.concat(scene, Stream.of(options)).toArray(String[]::new));
    }

    /** The command that starts the server with these arguments. */
    static List<String> command(String[] arguments, String... more) {
        var jar = ROOT.resolve("demo/target/covnc-demo.jar");
        if (!Files.exists(jar))
            throw new IllegalStateException(jar + " is not built: run mvn verify, not mvn test");
        var command = new ArrayList<>(obeyingInterrupts());
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar"));
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(more));
        return command;
    }

    /**
     * A build started in the background by a shell has SIGINT ignored, and hands that on to what it
     * starts.
     */
    private static List<String> obeyingInterrupts() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            var ignored =
                    lines.filter(line -> line.startsWith("SigIgn:"))
                            .findFirst()
                            .orElse("SigIgn: 0");
            long mask = Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16);
            return (mask & 1 << 2 - 1) != 0 ? List.of("env", "--default-signal=INT") : List.of();
        } catch (IOException | UncheckedIOException _) {
            return List.of();
        }
    }

    int port() {
        return port;
    }

    /** Where browsers find it. */
    String page() {
        return page;
    }

    /** Waits for one more line with these words. */
    void awaitLogged(String words) {
        int next = logged.merge(words, 1, Integer::sum);
        program.await(
                words,
                () -> program.err().lines().filter(line -> line.contains(words)).count() == next);
    }

    @Override
    public void close() {
        boolean wasRunning = program.isRunning();
        program.close();
        assertEquals(128 + 15, program.awaitEnd().status(), program::err);
        assertEquals(2, program.out().lines().count(), program.out());
        assertFalse(program.err().contains("\tat "), program::err);
        assertEquals(true, wasRunning, program::err);
    }

    private boolean isListening() {
        var line = LISTENING.matcher(program.out());
        if (!line.matches()) return false;
        port = Integer.parseInt(line.group(1));
        page = line.group(2);
        return true;
    }
}
