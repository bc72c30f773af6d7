package dev.covnc.interop;

import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.Screen;
import dev.covnc.server.Display;
import dev.covnc.server.InputHandler;
import dev.covnc.server.ResizeHandler;
import dev.covnc.server.Viewer;
import dev.covnc.server.VncServer;
import dev.covnc.server.VncServerBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A server in this JVM, whose display shows a picture and which notes what its viewers do. */
final class Machine implements AutoCloseable, InputHandler, ResizeHandler {
    final Display display;
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final UnaryOperator<VncServerBuilder> options;
    private VncServer server;

    private Machine(Picture picture, UnaryOperator<VncServerBuilder> options) {
        this.options = options;
        display = new Display(picture.width(), picture.height()).name("a machine");
        display.paint(picture.pixels());
    }

    static Machine showing(Picture picture, UnaryOperator<VncServerBuilder> options) {
        var machine = new Machine(picture, options);
        machine.start(0);
        return machine;
    }

    static Machine showing(Picture picture) {
        return showing(picture, builder -> builder);
    }

    /** Starts again, on the port that it had. */
    void restart() {
        start(port());
    }

    /**
     * It has seen a browser before it is given to one: where everything is slow, a browser's first
     * words come too late, and it is greeted as a viewer. That they are not late is for the tests
     * of the standalone server to see.
     */
    private void start(int port) {
        var builder =
                VncServer.builder(display).port(port).input(this).resize(this).alwaysShared().web();
        try {
            server = options.apply(builder).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BrowserTest.get(page());
    }

    void stop() {
        server.close();
    }

    int port() {
        return server.address().getPort();
    }

    String page() {
        return "http://127.0.0.1:" + server.webAddress().orElseThrow().getPort() + "/";
    }

    String securePage() {
        return page().replace("http:", "https:");
    }

    int viewers() {
        return server.viewers().size();
    }

    @Override
    public void key(Viewer viewer, int keysym, boolean down) {
        if (down) {
            heard.add(
                    keysym >= 32 && keysym < 127
                            ? "" + (char) keysym
                            : Integer.toHexString(keysym));
        }
    }

    @Override
    public void pointer(Viewer viewer, int x, int y, int buttons) {
        heard.add("%d,%d %x".formatted(x, y, buttons));
    }

    @Override
    public void clipboard(Viewer viewer, String text) {
        heard.add("clipboard " + text);
    }

    @Override
    public CompletionStage<Status> resize(
            Viewer viewer, int width, int height, List<Screen> screens) {
        display.resize(width, height);
        heard.add("resize");
        return CompletableFuture.completedStage(Status.DONE);
    }

    @Override
    public void close() {
        server.close();
    }
}
