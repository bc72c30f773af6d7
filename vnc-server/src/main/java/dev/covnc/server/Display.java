package dev.covnc.server;

import dev.covnc.encoders.Cursor;
import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.Screen;
import dev.covnc.rfb.ServerCutText;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

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
    private final Audience audience = new Audience();
    private final Pointing pointing = new Pointing();
    private final Pixels.Room converted = new Pixels.Room();
    private final Pictures pictures;
    private volatile Screens screens;
    private volatile String name = "covnc";

    /**
     * A black display.
     *
     * @param width in pixels, 1 to 16384
     * @param height in pixels, 1 to 16384; both together at most 64 Mpixel
     * @throws IllegalArgumentException when they are not
     */
    public Display(int width, int height) {
        pictures = new Pictures(Frame.blank(width, height));
        screens = Screens.single(width, height);
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
        return name;
    }

    /**
     * Sets what viewers show in their title bars; those that are connected already, if they
     * understand that.
     */
    public Display name(String name) {
        this.name = Objects.requireNonNull(name);
        audience.tellChanged();
        return this;
    }

    /** Paints the whole picture from an array, row after row without gaps. */
    public void paint(int[] xrgb) {
        paint(xrgb, width());
    }

    /**
     * Paints from an array that holds the whole picture: {@link Pixels#of(int[], int)}.
     *
     * @param damage as for {@link #paint(Pixels, Rectangle...)}
     */
    public void paint(int[] xrgb, int stride, Rectangle... damage) {
        paint(Pixels.of(xrgb, stride), damage);
    }

    /**
     * Paints one area from an array that holds it.
     *
     * @param offset the index of the area's top left pixel
     * @param stride ints from one row to the next, at least the area's width
     * @throws IllegalArgumentException when it lies outside the display, or not within the array
     */
    public void paint(Rectangle area, int[] xrgb, int offset, int stride) {
        paint(frame -> frame.paint(area, xrgb, offset, stride));
    }

    /**
     * Paints from an image that has the display's size; transparency is ignored.
     *
     * @param damage as for {@link #paint(Pixels, Rectangle...)}
     * @throws IllegalArgumentException also when the image has another size
     */
    public void paint(BufferedImage image, Rectangle... damage) {
        paint(Pixels.of(image, width(), height()), damage);
    }

    /**
     * Paints from a picture that has the display's size, in whatever way it keeps its pixels.
     *
     * @param damage where to look for changes; none means everywhere. All are shown at once.
     * @throws IllegalArgumentException when damage lies outside the display, or the picture is too
     *     small
     */
    public void paint(Pixels pixels, Rectangle... damage) {
        paint(
                frame -> {
                    var areas = damage.length == 0 ? List.of(frame.area()) : List.of(damage);
                    return pixels.paintedOnto(frame, areas, converted);
                });
    }

    /**
     * Copies a part of the picture to elsewhere in it, as a blitter or a scrolling console does.
     * Viewers that can do the same with what they show are told to, and not sent the pixels; those
     * that cannot, or that show something older, are sent what they need.
     *
     * <p>Who paints whole pictures moves the pixels there as well, and need not say so here: what
     * has moved is also found by its looks, which takes a little longer.
     *
     * @param area what is copied; may overlap where it goes
     * @param dx columns to the right; below 0: to the left
     * @param dy rows down; below 0: up. What would go beyond an edge is left out.
     * @throws IllegalArgumentException when the area lies outside the display
     */
    public void copy(Rectangle area, int dx, int dy) {
        paint(frame -> pictures.copies().copied(frame, area, dx, dy, converted));
    }

    /**
     * Gives the display another size. What fits stays where it is; what is new is black.
     *
     * @throws IllegalArgumentException for a size that {@link #Display} would refuse
     */
    public void resize(int width, int height) {
        show(frame -> frame.resized(width, height));
    }

    /**
     * Says what screens the display is spread over; until then, and after each resize, it is one.
     *
     * @param screens 1 to 16, each within the display and with an id of its own
     * @throws IllegalArgumentException when they are not
     */
    public void screens(Screen... screens) {
        synchronized (pictures) {
            screens(Screens.of(width(), height(), List.of(screens)));
        }
    }

    /**
     * Gives the pointer a shape. Viewers draw it themselves if they can; it is drawn into the
     * picture of the others, and where somebody else has moved it.
     */
    public void cursor(Cursor shape) {
        pointing.shape(Objects.requireNonNull(shape));
        audience.tellChanged();
    }

    /**
     * Moves the pointer, which viewers otherwise do by themselves.
     *
     * @param x column, 0 to 65535
     * @param y row, 0 to 65535
     * @throws IllegalArgumentException when they are not
     */
    public void movePointer(int x, int y) {
        pointerMoved(x, y, null);
    }

    /** Rings the viewers' bell. */
    public void bell() {
        audience.tell(DisplayListener::bell);
    }

    /**
     * Puts text on the viewers' clipboards. Viewers understand Latin-1; the rest becomes '?'.
     *
     * @throws IllegalArgumentException when it has more than 1 Mi characters
     */
    public void clipboard(String text) {
        var message = new ServerCutText(text);
        audience.tell(listener -> listener.clipboard(message));
    }

    /** Whether any viewer watches. When none does, painting is of no use to anybody. */
    public boolean watched() {
        return audience.hasViewers();
    }

    /**
     * Asks to be called when the first viewer comes, to paint the whole picture; called again when
     * all have left and another comes. Until then, painting does nothing. On the thread that also
     * calls the {@link InputHandler}.
     */
    public Display onFirstViewer(Runnable wantsWholePicture) {
        audience.whenFirstComes(Objects.requireNonNull(wantsWholePicture));
        return this;
    }

    /** The newest picture. */
    Frame frame() {
        return pictures.newest();
    }

    Pictures pictures() {
        return pictures;
    }

    Screens screens(Frame frame) {
        return screens.of(frame);
    }

    void screens(Screens screens) {
        this.screens = screens;
        audience.tellChanged();
    }

    Pointing pointing() {
        return pointing;
    }

    /** A viewer, or null for the embedder, has moved the pointer. */
    void pointerMoved(int x, int y, Viewer mover) {
        pointing.place(new Pointing.Place(x, y, mover));
        if (pointing.shape() != null) {
            audience.tellChanged();
        }
    }

    /** The servers that show this display. */
    Audience audience() {
        return audience;
    }

    private void paint(UnaryOperator<Frame> change) {
        show(frame -> audience.willAskLater() ? frame : change.apply(frame));
    }

    private void show(UnaryOperator<Frame> change) {
        if (pictures.change(change)) {
            audience.tellChanged();
        }
    }
}
