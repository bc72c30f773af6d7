package dev.covnc.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The servers that show one display, and the number of their viewers. Painters and event loops meet
 * here, so it has a lock, which nobody holds for longer than it takes to post a task.
 */
final class Audience {
    private static final Runnable NOTHING = () -> {};

    private final List<Listening> listening = new ArrayList<>();
    private Runnable whenFirstComes = NOTHING;
    private int viewers;

    /** A listener, the loop it lives on, and whether that loop has still to tell it. */
    private static final class Listening {
        final DisplayListener listener;
        final Executor loop;
        final AtomicBoolean told = new AtomicBoolean();

        Listening(DisplayListener listener, Executor loop) {
            this.listener = listener;
            this.loop = loop;
        }
    }

    synchronized void join(DisplayListener listener, Executor loop) {
        listening.add(new Listening(listener, loop));
    }

    synchronized void leave(DisplayListener listener) {
        listening.removeIf(one -> one.listener == listener);
    }

    synchronized void whenFirstComes(Runnable task) {
        whenFirstComes = task;
    }

    /** A viewer watches from now on; the embedder's thread hears of it if it is the first. */
    synchronized void viewerCame(Executor embedder) {
        if (viewers++ == 0) {
            embedder.execute(whenFirstComes);
        }
    }

    synchronized void viewerLeft() {
        viewers--;
    }

    /**
     * Whether nobody sees what is painted now, and all of it will be asked for when somebody can.
     */
    synchronized boolean willAskLater() {
        return viewers == 0 && whenFirstComes != NOTHING;
    }

    synchronized boolean hasViewers() {
        return viewers > 0;
    }

    /** The display has a new frame. A loop that has not come round yet is not told twice. */
    synchronized void tellChanged() {
        for (var one : listening) {
            if (one.told.compareAndSet(false, true)) {
                one.loop.execute(() -> tellChanged(one));
            }
        }
    }

    /**
     * On the listener's loop, which takes no lock: a painter may hold it. What is painted after the
     * flag is taken down is told again.
     */
    private static void tellChanged(Listening one) {
        one.told.set(false);
        one.listener.changed();
    }

    synchronized void tell(Consumer<DisplayListener> news) {
        listening.forEach(one -> one.loop.execute(() -> news.accept(one.listener)));
    }
}
