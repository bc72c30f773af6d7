package dev.covnc.server;

import dev.covnc.encoders.Encoder;
import dev.covnc.encoders.Frame;
import dev.covnc.encoders.RawEncoder;
import dev.covnc.encoders.ZrleEncoder;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.FramebufferUpdate;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.util.List;

/**
 * The encoders of one viewer, with what their streams remember; each is made when it is first
 * wanted. Used by one thread at a time: the loop, or a worker that the speaker waits for.
 */
final class ViewerEncoders implements AutoCloseable {
    /** Of the levels that cost no more time than 1, the one with 4 to 9 % fewer bytes. */
    private static final int DEFAULT_LEVEL = 3;

    /** Output after which the rest is left for another piece. */
    private static final int PIECE_BYTES = 256 * 1024;

    private final RawEncoder raw = new RawEncoder();
    private ZrleEncoder zrle;

    /**
     * Appends rectangles of an update, headers and data, until they are all there or enough for one
     * piece.
     *
     * @param from the index of the first of the plan
     * @return the index of the first that is left
     */
    int encodePiece(Frame frame, List<Rectangle> plan, int from, Wishes wishes, WireWriter out) {
        var encoder = encoder(wishes);
        int next = from;
        while (next < plan.size() && out.size() < PIECE_BYTES) {
            var area = plan.get(next++);
            FramebufferUpdate.rectangle(out, area, encoder.encoding());
            encoder.encode(frame, area, wishes.packer(), out);
        }
        return next;
    }

    private Encoder encoder(Wishes wishes) {
        if (wishes.encoding() != Encodings.ZRLE) {
            return raw;
        }
        int level = wishes.compressionLevel().orElse(DEFAULT_LEVEL);
        if (zrle == null) {
            zrle = new ZrleEncoder(level);
        }
        zrle.level(level);
        return zrle;
    }

    @Override
    public void close() {
        if (zrle != null) {
            zrle.close();
        }
    }
}
