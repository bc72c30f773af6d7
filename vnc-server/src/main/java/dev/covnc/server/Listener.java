package dev.covnc.server;

import dev.covnc.server.web.ForeignChannel;
import dev.covnc.server.web.WebDoor;
import dev.covnc.server.web.WebRequest;

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
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The sockets and the threads of one server, and their end. */
final class Listener implements AutoCloseable {
    /** The loop's, which keeps the JVM alive. */
    private final EventLoopGroup group;

    private final Threads threads;
    private final Viewers viewers;
    private final Optional<Recording> recording;
    private final Optional<WebDoor> door;
    private Channel channel;

    /** Null unless browsers have a port of their own. */
    private Channel webChannel;

    private Listener(Settings settings, Threads threads, Transport transport, Optional<Web> web) {
        recording = settings.recording();
        group =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("covnc-loop"), transport.ioHandler());
        this.threads = threads;
        viewers = new Viewers(settings, group.next(), threads.workers(), threads.embedder());
        var stage = settings.limits().choosing();
        door =
                web.map(it -> it.settings(threads.workers(), stage))
                        .map(it -> new WebDoor(it, group.next(), viewers::welcome));
    }

    /**
     * @param threads the listener's from now on: it ends them
     */
    static Listener start(
            Settings settings,
            Threads threads,
            InetSocketAddress address,
            Transport transport,
            Optional<Web> web)
            throws IOException {
        var listener = new Listener(settings, threads, transport, web);
        try {
            listener.bind(address, transport, web.map(Web::port).orElse(OptionalInt.empty()));
            return listener;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    private void bind(InetSocketAddress address, Transport transport, OptionalInt webPort)
            throws IOException {
        if (webPort.isPresent()) {
            var webAddress = new InetSocketAddress(address.getAddress(), webPort.getAsInt());
            webChannel = bind(webAddress, transport, door.orElseThrow()::openToBrowsers);
        }
        boolean shared = door.isPresent() && webPort.isEmpty();
        channel = bind(address, transport, shared ? door.get()::openToAll : viewers::welcome);
    }

    private Channel bind(InetSocketAddress address, Transport transport, Consumer<Channel> opener)
            throws IOException {
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
                                        viewers.reception().receive(accepted, opener);
                                    }
                                })
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var failure = new BindException("Cannot listen on " + address);
            failure.initCause(bound.cause());
            throw failure;
        }
        return bound.channel();
    }

    List<ViewerStatus> status() {
        return onLoop(Viewers::status).orElse(List.of());
    }

    /**
     * Does it on the loop and waits.
     *
     * @return nothing if the server is closed
     */
    <T> Optional<T> onLoop(Function<Viewers, T> task) {
        try {
            return Optional.of(
                    CompletableFuture.supplyAsync(() -> task.apply(viewers), group.next()).join());
        } catch (RejectedExecutionException _) {
            return Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    ForeignWebSocket.Inbound serve(
            ForeignWebSocket socket, InetSocketAddress address, WebVisit visit) {
        var channel = new ForeignChannel(address, socket::send, socket::close);
        channel.attr(WebRequest.OF_CHANNEL).set(visit.request(address));
        onLoop(
                        one -> {
                            group.register(channel);
                            one.welcome(channel);
                            return true;
                        })
                .orElseThrow(() -> new IllegalStateException("The server is closed"));
        return new ForeignWebSocket.Inbound() {
            @Override
            public CompletionStage<Void> received(ByteBuffer message) {
                return channel.receive(message);
            }

            @Override
            public void left() {
                channel.end();
            }
        };
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Where browsers find the page, if anywhere. */
    Optional<InetSocketAddress> webAddress() {
        var found = webChannel == null ? channel : webChannel;
        return door.map(_ -> (InetSocketAddress) found.localAddress());
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
        for (var listening : Arrays.asList(channel, webChannel)) {
            if (listening != null) {
                listening.close().awaitUninterruptibly();
            }
        }
        try {
            CompletableFuture.supplyAsync(this::sendAllAway, group.next())
                    .thenCompose(ended -> ended)
                    .exceptionally(_ -> null)
                    .join();
        } catch (RejectedExecutionException _) {
            // Closed before, or by another thread that has come further.
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        threads.end();
        recording.ifPresent(Recording::close);
    }

    private CompletableFuture<Void> sendAllAway() {
        door.ifPresent(WebDoor::shutDown);
        return viewers.shutDown();
    }
}
