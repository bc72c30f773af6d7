package dev.covnc.demo;

import dev.covnc.server.Display;
import dev.covnc.server.InputHandler;

/**
 * What the server shows: a display, what viewers may do with it, and the loop that keeps it moving.
 *
 * <p>A scene is made, and everything it needs is loaded, before the port is opened. {@link #play}
 * runs on one thread, input comes on another.
 */
interface Scene extends InputHandler, AutoCloseable {

    /** Whether a display can have that size; {@link Display#Display} refuses others. */
    static boolean fits(long width, long height) {
        return width >= 1
                && height >= 1
                && width <= 16384
                && height <= 16384
                && width * height <= 64 * 1024 * 1024;
    }

    Display display();

    /**
     * Paints until it is interrupted, or returns when nothing will ever move again; the last
     * picture then stays.
     */
    default void play() throws InterruptedException {}

    /** Gives back what the scene holds; the server is closed by then. */
    @Override
    default void close() {}
}
