package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lifted streams over a real socket: one thread, a parser that blocks, and somebody else's life.
 */
@ParameterizedClass
@EnumSource(BackEnd.class)
@Timeout(20)
class LiftedSocketTest {
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CoroutineScope root;

    LiftedSocketTest(BackEnd backEnd) {
        root = new CoroutineScope(group.next(), backEnd);
    }

    @AfterEach
    void everybodyEnds() throws Exception {
        group.submit(root::shutDown).get().get();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).get();
    }

    /** Adds up an array of numbers, as a server with a thread for each connection would. */
    private static void addUp(CoroutineChannel channel) {
        try (var parser = new JsonFactory().createParser(channel.inputStream());
                var generator = new JsonFactory().createGenerator(channel.outputStream())) {
            parser.nextToken();
            int sum = 0;
            while (parser.nextToken().isNumeric()) {
                sum += parser.getIntValue();
            }
            generator.writeNumber(sum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Channel listen() throws InterruptedException {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel socket) {
                                var channel = new CoroutineChannel(socket, Duration.ofSeconds(5));
                                root.start("adder", () -> addUp(channel));
                            }
                        })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    @Test
    void whileTheParserWaitsForTheRestOthersOnTheThreadGoOn() throws Exception {
        var address = (InetSocketAddress) listen().localAddress();
        try (var client = new Socket(address.getAddress(), address.getPort())) {
            var out = client.getOutputStream();
            out.write("[1, 20, 3".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            var ticks = new CountDownLatch(5);
            group.submit(() -> root.start("ticker", () -> tick(ticks))).get();
            assertTrue(ticks.await(10, TimeUnit.SECONDS));
            out.write("00, 4000]".getBytes(StandardCharsets.US_ASCII));
            var reply = client.getInputStream().readAllBytes();
            assertEquals("4321", new String(reply, StandardCharsets.US_ASCII));
        }
    }

    private static void tick(CountDownLatch ticks) {
        while (true) {
            Sleep.during(Duration.ofMillis(1));
            ticks.countDown();
        }
    }
}
