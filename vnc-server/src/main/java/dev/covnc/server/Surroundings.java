package dev.covnc.server;

import dev.covnc.encoders.Cursor;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.FramebufferUpdate;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.util.List;

/**
 * What one viewer was told of the desktop beside its pixels and its size: its name, and the
 * pointer's shape and place. What is different now is what it has to be told.
 */
final class Surroundings {
    /** The best first. */
    private static final List<Integer> CURSORS =
            List.of(
                    Encodings.CURSOR_WITH_ALPHA,
                    Encodings.VMWARE_CURSOR,
                    Encodings.CURSOR,
                    Encodings.X_CURSOR);

    private static final List<Integer> POSITIONS =
            List.of(Encodings.VMWARE_CURSOR_POSITION, Encodings.POINTER_POSITION);

    private final Display display;
    private final Viewer viewer;
    private final WireWriter rectangles = new WireWriter();
    private String name;
    private Cursor shape;
    private Pointing.Place place;

    Surroundings(Display display, Viewer viewer) {
        this.display = display;
        this.viewer = viewer;
    }

    /** It was told the name in the handshake. */
    void begin(String name) {
        this.name = name;
    }

    /** It has another pixel format: a shape it was told may look different now. */
    void forgetShape() {
        shape = null;
    }

    /** Whether the viewer cannot draw the pointer where it is, so that the picture has to. */
    boolean isPointerDrawn(Wishes wishes) {
        var pointing = display.pointing();
        boolean drawsItself = wishes.firstOf(CURSORS).isPresent();
        boolean follows = wishes.firstOf(POSITIONS).isPresent();
        return !drawsItself || !follows && pointing.isMovedByOtherThan(viewer);
    }

    /** Appends an update that says what is different now; nothing if nothing is. */
    void write(Wishes wishes, WireWriter out) {
        rectangles.clear();
        int count =
                name(wishes, rectangles) + shape(wishes, rectangles) + place(wishes, rectangles);
        if (count > 0) {
            FramebufferUpdate.begin(out, count);
            out.bytes(rectangles.array(), 0, rectangles.size());
        }
    }

    private int name(Wishes wishes, WireWriter out) {
        var now = display.name();
        if (now.equals(name) || !wishes.understands(Encodings.DESKTOP_NAME)) {
            return 0;
        }
        name = now;
        FramebufferUpdate.desktopName(out, now);
        return 1;
    }

    private int shape(Wishes wishes, WireWriter out) {
        var now = display.pointing().shape();
        var encoding = wishes.firstOf(CURSORS);
        if (now == shape || encoding.isEmpty()) {
            return 0;
        }
        shape = now;
        now.write(encoding.getAsInt(), wishes.packer(), out);
        return 1;
    }

    private int place(Wishes wishes, WireWriter out) {
        var pointing = display.pointing();
        var now = pointing.place();
        var encoding = wishes.firstOf(POSITIONS);
        if (now == place || encoding.isEmpty() || !pointing.isMovedByOtherThan(viewer)) {
            return 0;
        }
        place = now;
        FramebufferUpdate.rectangle(
                out, new Rectangle(now.x(), now.y(), 0, 0), encoding.getAsInt());
        return 1;
    }
}
