package dev.covnc.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The sockets and the threads of one server, and their end. */
final class Listener implements AutoCloseable {
    /** The loop's, which keeps the JVM alive; then workers that encode, and the embedder's one. */
    private final EventLoopGroup group;

    private final Thread inputThread;
    private final ExecutorService workers;
    private final ExecutorService embedder;
    private final Viewers viewers;
    private final Optional<Recording> recording;
    private Channel channel;

    private Listener(Settings settings, Transport transport) {
        recording = settings.recording();
        group =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("covnc-loop"), transport.ioHandler());
        workers =
                Executors.newFixedThreadPool(
                        Runtime.getRuntime().availableProcessors(),
                        new DefaultThreadFactory("covnc-worker", true));
        embedder = Executors.newSingleThreadExecutor(new DefaultThreadFactory("covnc-input", true));
        inputThread = CompletableFuture.supplyAsync(Thread::currentThread, embedder).join();
        viewers = new Viewers(settings, group.next(), workers, embedder);
    }

    static Listener start(Settings settings, InetSocketAddress address, Transport transport)
            throws IOException {
        var listener = new Listener(settings, transport);
        try {
            listener.bind(address, transport);
            return listener;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    private void bind(InetSocketAddress address, Transport transport) throws IOException {
        var bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(transport.serverChannel())
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel accepted) {
                                        viewers.welcome(accepted);
                                    }
                                })
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var failure = new BindException("Cannot listen on " + address);
            failure.initCause(bound.cause());
            throw failure;
        }
        channel = bound.channel();
    }

    List<ViewerStatus> status() {
        try {
            return viewers.status().join();
        } catch (RejectedExecutionException _) {
            return List.of(); // Closed.
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            closeUninterrupted();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeUninterrupted() {
        if (channel != null) {
            channel.close().awaitUninterruptibly();
        }
        try {
            CompletableFuture.supplyAsync(viewers::shutDown, group.next())
                    .thenCompose(ended -> ended)
                    .exceptionally(_ -> null)
                    .join();
        } catch (RejectedExecutionException _) {
            // Closed before, or by another thread that has come further.
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        end(workers);
        end(embedder);
        recording.ifPresent(Recording::close);
    }

    /**
     * Lets what was begun end, for a time. A handler that closes the server does not wait for
     * itself.
     */
    private void end(ExecutorService executor) {
        executor.shutdown();
        try {
            if (Thread.currentThread() != inputThread
                    && !executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
