package dev.covnc.server;

import dev.covnc.coroutine.CoroutineChannel;
import dev.covnc.coroutine.CoroutineScope;
import dev.covnc.coroutine.Suspends;
import dev.covnc.coroutine.Workers;
import dev.covnc.rfb.ServerCutText;
import dev.covnc.rfb.security.Right;
import dev.covnc.server.web.WebRequest;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The connections of one server, and what they share. Lives on the event loop. */
final class Viewers implements DisplayListener {
    private static final Logger LOG = System.getLogger(Viewers.class.getPackageName());

    private final Settings settings;
    private final EventExecutor loop;
    private final Executor executor;
    private final Workers workers;
    private final Executor embedder;
    private final CoroutineScope scope;
    private final Resizing resizing;
    private final Searches searches = new Searches();
    private final Admission admission;
    private final Failures failures;
    private final Events events;
    private final Reception reception;

    /** Those that have come through the handshake. */
    private final Set<Connection> watching = new LinkedHashSet<>();

    /** Those, and those that have not yet. */
    private final Set<Connection> connected = new LinkedHashSet<>();

    /**
     * @param workers encode, and compute what takes too long for the loop
     * @param embedder one thread, which calls what the embedder has supplied
     */
    Viewers(Settings settings, EventExecutor loop, Executor workers, Executor embedder) {
        this.settings = settings;
        this.loop = loop;
        executor = workers;
        this.workers = new Workers(workers);
        this.embedder = embedder;
        scope = new CoroutineScope(loop, settings.backEnd());
        resizing = new Resizing(settings.display(), settings.resizeHandler(), embedder, loop);
        var limits = settings.limits();
        admission = new Admission(settings, embedder, this::admitted);
        failures = new Failures(limits, nanos());
        var log = new LogBook(limits.logLines(), nanos());
        events = new Events(settings.listener(), embedder, loop, log);
        reception = new Reception(settings, events, settings.random());
        settings.display().audience().join(this, loop);
    }

    /** Begins a connection over a channel that was just accepted. */
    void welcome(Channel channel) {
        var limits = settings.limits();
        var stream =
                new RfbStream(new CoroutineChannel(channel, limits.writeStall()), limits, executor);
        var address = Address.of(channel);
        Runnable admitted = () -> reception.admitted(channel);
        var connection = new Connection(this, stream, address, admitted);
        connection.cameBy(WebRequest.of(channel).map(WebVisit::of));
        connected.add(connection);
        scope.start("viewer " + address, () -> run(connection));
        events.connected(connection.viewer());
    }

    /** A mistake of ours ends this connection, and only this one. */
    @Suspends
    private static void run(Connection connection) {
        try {
            connection.run();
        } catch (Throwable t) {
            LOG.log(Level.ERROR, "The connection of viewer " + connection.address() + " failed", t);
        }
    }

    /**
     * A viewer has come through the handshake.
     *
     * @param alone it wants the others to go
     */
    void joined(Connection connection, boolean alone) {
        if (alone && !settings.alwaysShared()) {
            List.copyOf(watching)
                    .forEach(other -> other.disconnect("made way for one that asked to be alone"));
        }
        watching.add(connection);
        settings.display().audience().viewerCame(this::callEmbedder);
    }

    private int admitted() {
        return (int) connected.stream().filter(Connection::isAdmitted).count();
    }

    /**
     * Sends a viewer away.
     *
     * @return whether it was there
     */
    boolean disconnect(Viewer viewer, String why) {
        var found = connected.stream().filter(one -> one.viewer() == viewer).findFirst();
        found.ifPresent(connection -> connection.disconnect(why));
        return found.isPresent();
    }

    /** Whatever the embedder's code throws, its thread is needed further. */
    private void callEmbedder(Runnable callback) {
        embedder.execute(
                () -> {
                    try {
                        callback.run();
                    } catch (Throwable t) {
                        LOG.log(Level.WARNING, "Asking for the whole picture failed", t);
                    }
                });
    }

    /** Returns false if the viewer had not come through the handshake. */
    boolean left(Connection connection) {
        connected.remove(connection);
        boolean watched = watching.remove(connection);
        if (watched) {
            settings.display().audience().viewerLeft();
        }
        return watched;
    }

    /** Ends all connections; what is returned completes when they have ended. */
    CompletableFuture<Void> shutDown() {
        settings.display().audience().leave(this);
        return scope.shutDown();
    }

    @Override
    public void changed() {
        tell(Notes::displayChanged);
    }

    @Override
    public void bell() {
        tell(Notes::bell);
    }

    @Override
    public void clipboard(ServerCutText message) {
        tell(Right.CLIPBOARD_OUT, notes -> notes.clipboard(message));
    }

    private void tell(Consumer<Notes> news) {
        tell(Right.VIEW, news);
    }

    private void tell(Right right, Consumer<Notes> news) {
        watching.stream()
                .filter(connection -> connection.may(right))
                .forEach(connection -> news.accept(connection.speaker().notes()));
    }

    /** How those are doing that have come through the handshake. */
    List<ViewerStatus> status() {
        return watching.stream().map(Connection::status).toList();
    }

    /** Where every connection comes in. */
    Reception reception() {
        return reception;
    }

    Failures failures() {
        return failures;
    }

    Events events() {
        return events;
    }

    /** Who decides about those that have proved who they are. */
    Admission admission() {
        return admission;
    }

    EventExecutor loop() {
        return loop;
    }

    Resizing resizing() {
        return resizing;
    }

    /** The loop's clock. */
    LongSupplier nanos() {
        return loop.ticker()::nanoTime;
    }

    Settings settings() {
        return settings;
    }

    Workers workers() {
        return workers;
    }

    Searches searches() {
        return searches;
    }

    Input input(Viewer viewer) {
        return new Input(
                viewer,
                settings.display(),
                settings.handler(),
                embedder,
                loop,
                settings.limits().inputEvents());
    }
}
