package dev.covnc.server;

import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.ServerCutText;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A picture that programs paint on and viewers look at.
 *
 * <p>Painting copies and compares, and makes an immutable frame of what really changed: so a viewer
 * never sees half a paint, damage may be as coarse as is convenient, and the array that was painted
 * from is free again when the call returns. Pixels are ints, 0x00RRGGBB; the top byte is ignored.
 *
 * <p>All methods may be called from any thread. One display may be shown by several servers.
 */
public final class Display {
    private final Object lock = new Object();

    /** Guarded by the lock, as all below; a frame itself never changes. */
    private Frame frame;

    private String name = "covnc";
    private Runnable wantsWholePicture = () -> {};
    private int viewers;
    private final List<Listening> listening = new ArrayList<>();

    /** A listener, the loop it lives on, and whether that loop has still to tell it. */
    private static final class Listening {
        final DisplayListener listener;
        final Executor loop;
        boolean told;

        Listening(DisplayListener listener, Executor loop) {
            this.listener = listener;
            this.loop = loop;
        }
    }

    /**
     * A black display.
     *
     * @param width in pixels, 1 to 16384
     * @param height in pixels, 1 to 16384; both together at most 64 Mpixel
     * @throws IllegalArgumentException when they are not
     */
    public Display(int width, int height) {
        frame = Frame.blank(width, height);
    }

    /** In pixels. */
    public int width() {
        return frame().width();
    }

    /** In pixels. */
    public int height() {
        return frame().height();
    }

    /** What viewers show in their title bars. */
    public String name() {
        synchronized (lock) {
            return name;
        }
    }

    /** Sets what viewers that connect from now on show in their title bars. */
    public Display name(String name) {
        synchronized (lock) {
            this.name = Objects.requireNonNull(name);
        }
        return this;
    }

    /**
     * Paints the whole picture, row after row without gaps.
     *
     * @throws IndexOutOfBoundsException when the array is shorter
     */
    public void paint(int[] xrgb) {
        synchronized (lock) {
            show(frame.paint(frame.area(), xrgb, 0, frame.width()));
        }
    }

    /**
     * Paints from an array that holds the whole picture.
     *
     * @param stride ints from one row to the next, at least the width
     * @param damage where to look for changes; none means everywhere. All are shown at once.
     * @throws IllegalArgumentException when damage lies outside the display
     * @throws IndexOutOfBoundsException when the array is too short
     */
    public void paint(int[] xrgb, int stride, Rectangle... damage) {
        synchronized (lock) {
            var areas = damage.length == 0 ? List.of(frame.area()) : List.of(damage);
            show(frame.paint(areas, xrgb, 0, stride));
        }
    }

    /**
     * Paints one area from an array that holds it.
     *
     * @param offset the index of the area's top left pixel
     * @param stride ints from one row to the next, at least the area's width
     * @throws IllegalArgumentException when the area lies outside the display
     * @throws IndexOutOfBoundsException when the array is too short
     */
    public void paint(Rectangle area, int[] xrgb, int offset, int stride) {
        synchronized (lock) {
            show(frame.paint(area, xrgb, offset, stride));
        }
    }

    /**
     * Paints from an image that has the display's size; transparency is ignored.
     *
     * @param damage where to look for changes; none means everywhere
     * @throws IllegalArgumentException when the image has another size, or damage lies outside it
     */
    public void paint(BufferedImage image, Rectangle... damage) {
        var source = ImagePixels.of(image);
        synchronized (lock) {
            if (image.getWidth() != frame.width() || image.getHeight() != frame.height()) {
                throw new IllegalArgumentException(
                        "The image is %dx%d, but the display is %dx%d"
                                .formatted(
                                        image.getWidth(),
                                        image.getHeight(),
                                        frame.width(),
                                        frame.height()));
            }
            var areas = damage.length == 0 ? List.of(frame.area()) : List.of(damage);
            show(frame.paint(areas, source.xrgb(), source.offset(), source.stride()));
        }
    }

    /**
     * Gives the display another size. What fits stays where it is; what is new is black.
     *
     * @throws IllegalArgumentException for a size that {@link #Display} would refuse
     */
    public void resize(int width, int height) {
        synchronized (lock) {
            show(frame.resized(width, height));
        }
    }

    /** Rings the viewers' bell. */
    public void bell() {
        tellAll(DisplayListener::bell);
    }

    /**
     * Puts text on the viewers' clipboards. Viewers understand Latin-1; the rest becomes '?'.
     *
     * @throws IllegalArgumentException when it has more than 1 Mi characters
     */
    public void clipboard(String text) {
        var message = new ServerCutText(text);
        tellAll(listener -> listener.clipboard(message));
    }

    /** Whether any viewer watches. When none does, painting is of no use to anybody. */
    public boolean watched() {
        synchronized (lock) {
            return viewers > 0;
        }
    }

    /**
     * Asks to be called when the first viewer comes, to paint the whole picture; called again when
     * all have left and another comes. On the thread that also calls the {@link InputHandler}.
     */
    public Display onFirstViewer(Runnable wantsWholePicture) {
        synchronized (lock) {
            this.wantsWholePicture = Objects.requireNonNull(wantsWholePicture);
        }
        return this;
    }

    // For servers.

    Frame frame() {
        synchronized (lock) {
            return frame;
        }
    }

    void listen(DisplayListener listener, Executor loop) {
        synchronized (lock) {
            listening.add(new Listening(listener, loop));
        }
    }

    void unlisten(DisplayListener listener) {
        synchronized (lock) {
            listening.removeIf(one -> one.listener == listener);
        }
    }

    /** A viewer watches from now on; the embedder's thread hears of it if it is the first. */
    void viewerCame(Executor embedder) {
        synchronized (lock) {
            if (viewers++ == 0) {
                embedder.execute(wantsWholePicture);
            }
        }
    }

    void viewerLeft() {
        synchronized (lock) {
            viewers--;
        }
    }

    private void show(Frame next) {
        if (next == frame) {
            return;
        }
        frame = next;
        for (var one : listening) {
            if (!one.told) {
                one.told = true;
                one.loop.execute(() -> tellChanged(one));
            }
        }
    }

    /** On the listener's loop. What is painted after the flag is taken down is told again. */
    private void tellChanged(Listening one) {
        synchronized (lock) {
            one.told = false;
        }
        one.listener.changed();
    }

    private void tellAll(Consumer<DisplayListener> news) {
        synchronized (lock) {
            listening.forEach(one -> one.loop.execute(() -> news.accept(one.listener)));
        }
    }
}
