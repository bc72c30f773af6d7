package dev.covnc.interop;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A running program, its output kept in files. Closing it ends it, whatever it is doing. */
final class Program implements AutoCloseable {

    /** The longest that anything may take here; what works takes a second or two. */
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final Path KEPT = Path.of("target", "interop").toAbsolutePath();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** How a program ended, and what it wrote to stdout and stderr. */
    record Ended(int status, String out, String err) {}

    private final String name;
    private final Process process;
    private final Path out;
    private final Path err;

    private Program(String name, Process process, Path out, Path err) {
        this.name = name;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Program start(Map<String, String> environment, List<String> command) {
        var name = Path.of(command.getFirst()).getFileName().toString();
        var out = newFile(name + ".out");
        var err = newFile(name + ".err");
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        try {
            return new Program(name, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program that ends by itself. */
    static Ended run(Map<String, String> environment, String... command) {
        try (var program = start(environment, List.of(command))) {
            return program.awaitEnd();
        }
    }

    /** A file for one run of one test, numbered in the order of asking. */
    static Path newFile(String name) {
        try {
            return Files.createDirectories(KEPT)
                    .resolve("%03d-%s".formatted(COUNT.incrementAndGet(), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    void type(String line) {
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write((line + "\n").getBytes());
            stdin.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the condition holds; fails with the program's output when it ends before or the
     * deadline passes.
     */
    void await(String what, BooleanSupplier condition) {
        await(() -> what, condition);
    }

    void await(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            boolean wasRunning = process.isAlive();
            if (condition.getAsBoolean()) return;
            if (!wasRunning) throw new AssertionError(account("ended before " + what.get()));
            if (System.nanoTime() > end)
                throw new AssertionError(account("did not get as far as " + what.get()));
            pause();
        }
    }

    Ended awaitEnd() {
        if (!endsWithin(DEADLINE))
            throw new AssertionError(account("did not end within " + DEADLINE));
        return new Ended(process.exitValue(), out(), err());
    }

    void signal(String signal) {
        run(Map.of(), "kill", "-" + signal, Long.toString(pid()));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!endsWithin(Duration.ofSeconds(10))) process.destroyForcibly();
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String account(String what) {
        return "%s %s; it wrote%n%s%s".formatted(name, what, out(), err());
    }

    /** Between two looks at a condition that nobody reports. */
    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
