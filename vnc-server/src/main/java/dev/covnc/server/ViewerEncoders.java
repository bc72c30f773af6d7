package dev.covnc.server;

import dev.covnc.encoders.Frame;
import dev.covnc.encoders.RawEncoder;
import dev.covnc.rfb.FramebufferUpdate;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.util.List;

/**
 * The encoders of one viewer, with what their streams remember; each is made when it is first
 * wanted. Used by one thread at a time: the loop, or a worker that the speaker waits for.
 */
final class ViewerEncoders implements AutoCloseable {
    /** Output after which the rest is left for another piece. */
    private static final int PIECE_BYTES = 256 * 1024;

    private final RawEncoder raw = new RawEncoder();

    /**
     * Appends rectangles of an update, headers and data, until they are all there or enough for one
     * piece.
     *
     * @param from the index of the first of the plan
     * @return the index of the first that is left
     */
    int encodePiece(Frame frame, List<Rectangle> plan, int from, Wishes wishes, WireWriter out) {
        int next = from;
        while (next < plan.size() && out.size() < PIECE_BYTES) {
            var area = plan.get(next++);
            FramebufferUpdate.rectangle(out, area, raw.encoding());
            raw.encode(frame, area, wishes.packer(), out);
        }
        return next;
    }

    @Override
    public void close() {
        raw.close();
    }
}
