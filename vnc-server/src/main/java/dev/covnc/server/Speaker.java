package dev.covnc.server;

import dev.covnc.coroutine.Signal;
import dev.covnc.coroutine.Suspends;
import dev.covnc.coroutine.Workers;
import dev.covnc.encoders.Frame;
import dev.covnc.encoders.Tile;
import dev.covnc.rfb.FramebufferUpdate;
import dev.covnc.rfb.FramebufferUpdateRequest;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.ServerCutText;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.WireWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * The one who speaks to one viewer after the handshake: the only writer, so nothing needs a lock.
 * The listener and the display leave notes here; what can be replaced by newer news is replaced, so
 * that a viewer that does not read keeps nothing waiting but the last of each.
 *
 * <p>An update is begun when the viewer has asked for one, something has changed, and everything
 * sent before has been taken by the operating system: a slow viewer gets fewer, newer pictures.
 */
final class Speaker implements AutoCloseable {
    /**
     * Pixels that are encoded on the loop: fewer than a millisecond's worth, whatever they show.
     */
    private static final int SMALL = 4 * 1024;

    /** Tiles that are planned on the loop, at a microsecond each; more are a worker's. */
    private static final int FEW_TILES = 512;

    /** Tiles that are planned before the first of them is sent, where that need not be all. */
    private static final int TILES_AT_ONCE = 1024;

    private final RfbStream stream;
    private final Display display;
    private final Workers workers;
    private final Shown shown = new Shown();
    private final ViewerEncoders encoders = new ViewerEncoders();
    private final WireWriter out = new WireWriter(4 * 1024);

    /** A frame that has not the viewer's size, and what the viewer sees of it. */
    private Frame unfitted;

    private Frame fitted;

    // Notes.
    private final Signal news = new Signal();
    private final DueMessages messages = new DueMessages();
    private Wishes wishes = Wishes.INITIAL;
    private Rectangle requested = Rectangle.EMPTY;
    private Rectangle requestedAgain = Rectangle.EMPTY;
    private boolean worthLooking;

    Speaker(RfbStream stream, Display display, Workers workers) {
        this.stream = stream;
        this.display = display;
        this.workers = workers;
    }

    /** The viewer was told the size of its framebuffer, which shows nothing yet. */
    void begin(int width, int height) {
        shown.resize(width, height);
    }

    /** Speaks until the viewer is gone. */
    @Suspends
    void run() {
        while (true) {
            while (messages.isEmpty() && !isUpdateDue()) {
                news.await("something to say");
            }
            stream.drain();
            if (messages.isEmpty()) {
                sendUpdate(display.frame());
            } else {
                sendMessages();
            }
        }
    }

    // What there is to say. Between two suspensions, from the listener or the display.

    void wants(PixelFormat format) {
        wishes = wishes.with(format);
        messages.colourMap(!format.trueColour());
        news.raise();
    }

    void wants(SetEncodings encodings) {
        wishes = wishes.with(encodings);
        displayChanged(); // Perhaps only now it understands that the size has changed.
    }

    /**
     * An area may be asked for in several requests: the smallest rectangle around all is sent. What
     * a request costs does not depend on its area, for nothing limits how many come.
     */
    void wants(FramebufferUpdateRequest request) {
        var area = request.area().intersect(shown.area());
        if (!request.incremental()) {
            requestedAgain = requestedAgain.union(area);
        }
        requested = requested.union(area);
        displayChanged();
    }

    void displayChanged() {
        worthLooking = true;
        news.raise();
    }

    void bell() {
        messages.bell();
        news.raise();
    }

    void clipboard(ServerCutText message) {
        messages.clipboard(message);
        news.raise();
    }

    private boolean isUpdateDue() {
        return worthLooking && !requested.isEmpty();
    }

    // Saying it.

    @Suspends
    private void sendMessages() {
        messages.write(out);
        stream.send(out);
    }

    @Suspends
    private void sendUpdate(Frame frame) {
        boolean sameSize = frame.width() == shown.width() && frame.height() == shown.height();
        if (!sameSize && wishes.desktopSize()) {
            sendSize(frame);
            return;
        }
        worthLooking = false;
        shown.forget(requestedAgain);
        requestedAgain = Rectangle.EMPTY;
        sendPicture(sameSize ? frame : fitted(frame), wishes);
    }

    /** A viewer that cannot change its size sees what fits, and black around what is smaller. */
    private Frame fitted(Frame frame) {
        if (frame != unfitted) {
            unfitted = frame;
            fitted = frame.resized(shown.width(), shown.height());
        }
        return fitted;
    }

    /** Alone in its update: some viewers forget what comes with it. They ask for the rest. */
    @Suspends
    private void sendSize(Frame frame) {
        shown.resize(frame.width(), frame.height());
        requested = Rectangle.EMPTY;
        requestedAgain = Rectangle.EMPTY;
        FramebufferUpdate.begin(out, 1);
        FramebufferUpdate.desktopSize(out, frame.width(), frame.height());
        stream.send(out);
    }

    /**
     * A large picture goes out while its lower part is still being planned, to viewers that need no
     * count; a request that comes meanwhile counts for the next update.
     */
    @Suspends
    private void sendPicture(Frame frame, Wishes wishes) {
        var bands = wishes.lastRect() ? bands(requested) : List.of(requested);
        boolean open = bands.size() > 1;
        boolean begun = false;
        for (var band : bands) {
            var plan = plan(frame, band);
            if (plan.isEmpty()) {
                continue;
            }
            if (!begun) {
                begun = true;
                requested = Rectangle.EMPTY;
                beginIf(open);
            }
            send(new Pieces(frame, plan, encoders, wishes, !open));
        }
        if (begun && open) {
            FramebufferUpdate.lastRect(out);
            stream.send(out);
        }
    }

    @Suspends
    private List<Rectangle> plan(Frame frame, Rectangle area) {
        return area.area() <= FEW_TILES * Tile.SIZE * Tile.SIZE
                ? shown.catchUp(frame, area)
                : workers.call("planning", () -> shown.catchUp(frame, area));
    }

    /** An open update begins at once; a counted one when it is known how many rectangles come. */
    private void beginIf(boolean open) {
        if (open) {
            FramebufferUpdate.beginOpen(out);
        }
    }

    private static List<Rectangle> bands(Rectangle area) {
        int columns = area.width() / Tile.SIZE + 2;
        int height = Math.max(1, TILES_AT_ONCE / columns) * Tile.SIZE;
        var bands = new ArrayList<Rectangle>();
        for (int y = area.y(); y < area.bottom(); y += height - y % height) {
            int bottom = Math.min(y + height - y % height, area.bottom());
            bands.add(new Rectangle(area.x(), y, area.width(), bottom - y));
        }
        return bands;
    }

    @Suspends
    private void send(Pieces pieces) {
        boolean small = pieces.area() <= SMALL;
        boolean more;
        do {
            more =
                    small
                            ? pieces.encodeNext(out)
                            : workers.call("encoding", () -> pieces.encodeNext(out));
            stream.send(out);
        } while (more);
    }

    @Override
    public void close() {
        encoders.close();
    }
}
