package dev.covnc.server;

import dev.covnc.rfb.security.Identity;
import dev.covnc.server.LogBook.Kind;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** What happens to viewers, for the log and for the embedder. Lives on the event loop. */
final class Events {
    private static final Logger LOG = System.getLogger(Events.class.getPackageName());

    private static final int MOST_WAITING = 1000;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_REASON = 255;

    private final Optional<ViewerListener> listener;
    private final Executor embedder;
    private final Executor loop;
    private final LogBook log;
    private int waiting;

    /**
     * @param embedder one thread, which calls what the embedder has supplied
     */
    Events(Optional<ViewerListener> listener, Executor embedder, Executor loop, LogBook log) {
        this.listener = listener;
        this.embedder = embedder;
        this.loop = loop;
        this.log = log;
    }

    void connected(Viewer viewer) {
        log.write(Kind.CONNECTED, Level.INFO, viewer.address(), "connected");
        tell(it -> it.connected(viewer));
    }

    void authenticated(Viewer viewer, Identity identity) {
        var name = inOneLine(identity.name(), LONGEST_NAME);
        var who = name.isEmpty() ? "was let in" : "was let in as '" + name + "'";
        log.write(Kind.AUTHENTICATED, Level.INFO, viewer.address(), who);
        tell(it -> it.authenticated(viewer, identity));
    }

    /** It never became a viewer. */
    void refused(SocketAddress address, String why) {
        var line = inOneLine(why, LONGEST_REASON);
        log.write(Kind.REFUSED, Level.WARNING, address, "was refused: " + line);
        tell(it -> it.refused(address, line));
    }

    void refused(Viewer viewer, RuntimeException why) {
        refused(viewer.address(), why.getMessage());
        tell(it -> it.disconnected(viewer, inOneLine(why.getMessage(), LONGEST_REASON)));
    }

    /** It has done something wrong, or nothing for too long. */
    void disconnected(Viewer viewer, RuntimeException why) {
        var line = inOneLine(why.getMessage(), LONGEST_REASON);
        log.write(Kind.GONE, Level.WARNING, viewer.address(), "was disconnected: " + line);
        tell(it -> it.disconnected(viewer, line));
    }

    /**
     * @param how the end of a sentence that begins with the viewer
     */
    void left(Viewer viewer, String how) {
        log.write(Kind.GONE, Level.INFO, viewer.address(), how);
        tell(it -> it.disconnected(viewer, how));
    }

    /** What a stranger said may be quoted: the log gets a line of it, and no more. */
    private static String inOneLine(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest))
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
    }

    private void tell(Consumer<ViewerListener> event) {
        if (listener.isPresent() && waiting < MOST_WAITING) {
            waiting++;
            embedder.execute(() -> handle(event, listener.get()));
        }
    }

    /** On the embedder's thread. */
    private void handle(Consumer<ViewerListener> event, ViewerListener listener) {
        try {
            event.accept(listener);
        } catch (Throwable t) {
            LOG.log(Level.WARNING, "The viewer listener failed", t);
        }
        try {
            loop.execute(() -> waiting--);
        } catch (RejectedExecutionException _) {
            // The server has closed, and nobody counts any more.
        }
    }
}
