package dev.covnc.benchmarks;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Netty's callbacks: what a coroutine does between two suspensions is a step here, which a message
 * through the pipeline calls, and where it stands it has to remember in a field.
 */
public class CallbackBenchmark extends Measured {
    private static final Object MESSAGE = new Object();

    private final EmbeddedChannel channel = new EmbeddedChannel();

    /** Takes so many steps, and leaves. */
    private static final class Conversation extends ChannelInboundHandlerAdapter
            implements Runnable {
        private final int steps;
        private int step;

        Conversation(int steps) {
            this.steps = steps;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (++step == steps) {
                context.pipeline().remove(this);
            }
        }

        @Override
        public void run() {
            step++;
        }
    }

    /** Hands on what comes. */
    private static final class Link extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.fireChannelRead(message);
        }
    }

    /** One conversation. */
    @State(Scope.Thread)
    public static class Hot {
        private final Conversation conversation = new Conversation(Integer.MAX_VALUE);
        private final EmbeddedChannel channel = new EmbeddedChannel(conversation);
    }

    /** Many of them, each on a channel of its own, and whose turn it is. */
    @State(Scope.Thread)
    public static class Many {
        private Hot[] conversations;
        private int turn;

        @Setup
        public void begin() {
            conversations = Stream.generate(Hot::new).limit(MANY).toArray(Hot[]::new);
            Collections.shuffle(Arrays.asList(conversations), new Random(MANY));
        }

        private EmbeddedChannel next() {
            turn = turn + 1 == MANY ? 0 : turn + 1;
            return conversations[turn].channel;
        }
    }

    /** A chain of handlers, and at its end a conversation. */
    @State(Scope.Thread)
    public static class Deep {
        private final EmbeddedChannel channel = new EmbeddedChannel();

        @Setup
        public void begin() {
            IntStream.range(1, DEPTH).forEach(_ -> channel.pipeline().addLast(new Link()));
            channel.pipeline().addLast(new Conversation(Integer.MAX_VALUE));
        }
    }

    @Benchmark
    public void lifecycle() {
        channel.pipeline().addLast(new Conversation(1));
        channel.pipeline().fireChannelRead(MESSAGE);
    }

    @Benchmark
    @OperationsPerInvocation(DEPTH)
    public void nesting(Deep deep) {
        deep.channel.pipeline().fireChannelRead(MESSAGE);
    }

    @Benchmark
    public void yield(Hot hot) {
        hot.channel.pipeline().fireChannelRead(MESSAGE);
    }

    @Benchmark
    public void yieldAmongMany(Many many) {
        many.next().pipeline().fireChannelRead(MESSAGE);
    }

    @Benchmark
    public void cost() {
        channel.pipeline().addLast(new Conversation(2));
        channel.pipeline().fireChannelRead(MESSAGE);
        channel.pipeline().fireChannelRead(MESSAGE);
    }

    /** As our coroutines wait: the loop runs the step. */
    @Benchmark
    public void waitOnLoop(Hot hot) {
        channel.eventLoop().execute(hot.conversation);
        channel.runPendingTasks();
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void waitOnLoopAmongMany(Many many) {
        for (var each : many.conversations) {
            channel.eventLoop().execute(each.conversation);
        }
        channel.runPendingTasks();
    }
}
