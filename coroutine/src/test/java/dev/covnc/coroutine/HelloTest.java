package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The tutorial's two servers say the same, however the bytes come. */
class HelloTest {
    private final Loop loop = new Loop();

    @Test
    void theServerWithCallbacksGreets() {
        loop.channel.pipeline().addLast(new HelloWithCallbacks());
        assertGreets();
        loop.channel.close();
        loop.run();
    }

    @ParameterizedTest
    @EnumSource(BackEnd.class)
    void theServerWithACoroutineGreets(BackEnd backEnd) {
        var scope = new CoroutineScope(loop.executor(), backEnd);
        var channel = new CoroutineChannel(loop.channel, Duration.ofSeconds(30));
        scope.start("hello", new HelloWithCoroutine(channel));
        loop.run();
        assertGreets();
        scope.shutDown();
        loop.run();
    }

    @Test
    void theServerGreetsAndHangsUp() {
        var server = new HelloServer(loop.executor());
        loop.channel.pipeline().addLast(server);
        loop.run();
        assertGreets();
        assertFalse(loop.channel.isOpen());
        server.shutDown().join();
    }

    @Test
    void whoeverLeavesInTheMiddleIsNobodysFault() {
        var server = new HelloServer(loop.executor());
        loop.channel.pipeline().addLast(server);
        loop.run();
        loop.channel.close();
        loop.run();
        server.shutDown().join();
    }

    private void assertGreets() {
        assertEquals("Who are you? ", said(loop.channel));
        for (byte b : new byte[] {3, 'A', 'd', 'a'}) {
            loop.channel.pipeline().fireChannelRead(Unpooled.copiedBuffer(new byte[] {b}));
            loop.run();
        }
        assertEquals("Hello, Ada", said(loop.channel));
    }

    private static String said(EmbeddedChannel channel) {
        ByteBuf bytes = channel.readOutbound();
        var text = bytes.toString(StandardCharsets.US_ASCII);
        bytes.release();
        return text;
    }

    /** What the tutorial shows is what is compiled here. */
    @Test
    void theTutorialShowsThisCode() throws IOException {
        var tutorial = Files.readString(Path.of("README.md"));
        for (var name : List.of("HelloWithCallbacks", "HelloWithCoroutine", "HelloServer")) {
            var file = Path.of("src/test/java/dev/covnc/coroutine/" + name + ".java");
            var source = Files.readString(file);
            var code = source.substring(source.indexOf("final class"));
            assertTrue(tutorial.contains(code), name + " is not in README.md as it is compiled");
        }
    }
}
