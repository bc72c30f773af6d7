package dev.covnc.server;

import dev.covnc.coroutine.Signal;
import dev.covnc.coroutine.Suspends;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What one viewer types and points at, on its way to the embedder's handler, which runs elsewhere
 * and may take its time: beyond a number of events that it has not handled, the viewer is not
 * listened to. Keeps what is pressed, to release it when the viewer goes.
 */
final class Input {
    private static final Logger LOG = System.getLogger(Input.class.getPackageName());

    /** Nobody has more fingers; a viewer that claims so is not believed. */
    private static final int MAX_HELD_KEYS = 256;

    /** Of a text, the characters that count as much as one event: texts take room. */
    private static final int CHARACTERS_AN_EVENT = 1024;

    private final Viewer viewer;
    private final Display display;
    private final InputHandler handler;
    private final Executor embedder;
    private final Executor loop;
    private final int limit;

    private final Set<Integer> heldKeys = new LinkedHashSet<>();
    private int x;
    private int y;
    private int buttons;

    private int unhandled;
    private final Signal room = new Signal();

    Input(
            Viewer viewer,
            Display display,
            InputHandler handler,
            Executor embedder,
            Executor loop,
            int limit) {
        this.viewer = viewer;
        this.display = display;
        this.handler = handler;
        this.embedder = embedder;
        this.loop = loop;
        this.limit = limit;
    }

    @Suspends
    void key(int keysym, boolean down) {
        awaitRoom();
        if (down && heldKeys.size() >= MAX_HELD_KEYS && !heldKeys.contains(keysym)) {
            return;
        }
        if (down) {
            heldKeys.add(keysym);
        } else {
            heldKeys.remove(keysym);
        }
        post(() -> handler.key(viewer, keysym, down));
    }

    @Suspends
    void pointer(int x, int y, int buttons) {
        awaitRoom();
        this.x = x;
        this.y = y;
        this.buttons = buttons;
        display.pointerMoved(x, y, viewer);
        post(() -> point(x, y, buttons));
    }

    /** On the embedder's thread: what the viewer points at may be gone by now. */
    private void point(int x, int y, int buttons) {
        var frame = display.frame();
        handler.pointer(
                viewer, Math.min(x, frame.width() - 1), Math.min(y, frame.height() - 1), buttons);
    }

    @Suspends
    void clipboard(String text) {
        awaitRoom();
        post(1 + text.length() / CHARACTERS_AN_EVENT, () -> handler.clipboard(viewer, text));
    }

    /** The viewer has gone: nothing stays pressed. */
    void end() {
        for (int keysym : heldKeys) {
            post(() -> handler.key(viewer, keysym, false));
        }
        heldKeys.clear();
        if (buttons != 0) {
            buttons = 0;
            post(() -> point(x, y, 0));
        }
        post(() -> handler.left(viewer));
    }

    @Suspends
    private void awaitRoom() {
        while (unhandled >= limit) {
            room.await("the input handler");
        }
    }

    private void post(Runnable event) {
        post(1, event);
    }

    private void post(int weight, Runnable event) {
        unhandled += weight;
        embedder.execute(() -> handle(weight, event));
    }

    /** On the embedder's thread. */
    private void handle(int weight, Runnable event) {
        try {
            event.run();
        } catch (Throwable t) {
            LOG.log(Level.WARNING, "The input handler failed", t);
        }
        try {
            loop.execute(() -> handled(weight));
        } catch (RejectedExecutionException _) {
            // The server has closed: nobody waits for room.
        }
    }

    private void handled(int weight) {
        unhandled -= weight;
        room.raise();
    }
}
