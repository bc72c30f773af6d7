package dev.covnc.coroutine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.EventExecutor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The tutorial's server: every channel that it accepts is a coroutine. */
final class HelloServer extends ChannelInitializer<Channel> {
    private final CoroutineScope connections;

    HelloServer(EventExecutor loop) {
        connections = new CoroutineScope(loop, BackEnd.preferred());
    }

    @Override
    protected void initChannel(Channel accepted) {
        var channel = new CoroutineChannel(accepted, Duration.ofSeconds(30));
        connections.start("hello " + accepted.remoteAddress(), () -> serve(channel));
    }

    @Suspends
    private static void serve(CoroutineChannel channel) {
        try {
            new HelloWithCoroutine(channel).run();
            channel.drain();
        } catch (Closed _) {
            // It has left in the middle of a sentence.
        } finally {
            channel.close();
        }
    }

    /** Ends all connections; what is returned completes when they have ended. */
    CompletableFuture<Void> shutDown() {
        return connections.shutDown();
    }
}
