package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * What happens when coroutines print through a lifted stream. A {@link PrintStream} holds its own
 * monitor while it writes on, and so while a slow peer makes it wait.
 */
@ParameterizedClass
@EnumSource(BackEnd.class)
class SharedPrintStreamTest {
    private final BackEnd backEnd;

    SharedPrintStreamTest(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    /// | back-end       | one alone           | two to the same stream                              |
    /// |----------------|---------------------|-----------------------------------------------------|
    /// | continuation   | waits, and goes on  | the second stops the loop, which wants the monitor  |
    /// | virtual thread | waits, and goes on  | the second wants the monitor, the loop waits for it |
    @Test
    @Timeout(30)
    void oneAloneGoesOnAndTheSecondStopsTheLoopForGood() throws Exception {
        var loop = backEnd == BackEnd.CONTINUATION ? "BLOCKED" : "WAITING";
        assertEquals(
                List.of(
                        "alone: waited for the peer to take bytes, then DEAD",
                        "shared: b is BLOCKED, the loop is " + loop),
                withoutChecks());
    }

    /** Runs {@link SharedPrintStream} in a JVM that is not in checked mode. */
    private List<String> withoutChecks() throws IOException, InterruptedException {
        var java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SharedPrintStream.class.getName(),
                                backEnd.name())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var out = java.inputReader()) {
            return out.readAllLines();
        } finally {
            java.destroyForcibly().waitFor();
        }
    }

    @Test
    void inCheckedModeTheFirstIsRefusedItsWait() {
        var loop = new Loop();
        loop.channel.pipeline().addLast(new NobodyTakes());
        var root = new CoroutineScope(loop.executor(), backEnd);
        var channel = new CoroutineChannel(loop.channel, Duration.ofHours(1));
        var out = new PrintStream(channel.outputStream());
        root.start("a", () -> out.println("x".repeat(1_000_000)));
        loop.run();
        var failure = assertThrows(CompletionException.class, root.shutDown()::join).getCause();
        assertTrue(
                failure.getMessage()
                        .startsWith("Coroutine 'a' suspends while it holds a monitor, entered in"));
        assertTrue(failure.getMessage().contains("java.io.PrintStream."), failure.getMessage());
        loop.channel.close();
        loop.channel.releaseOutbound();
    }

    private static final class NobodyTakes extends ChannelOutboundHandlerAdapter {
        @Override
        public void flush(ChannelHandlerContext context) {
            // It never comes to that.
        }
    }
}
