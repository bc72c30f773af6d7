package dev.covnc.server;

import dev.covnc.encoders.Copy;
import dev.covnc.encoders.Encoder;
import dev.covnc.encoders.Frame;
import dev.covnc.encoders.PixelPacker;
import dev.covnc.encoders.RawEncoder;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.FramebufferUpdate;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * A plan on its way to bytes, as many at a time as are worth sending. Used by one thread at a time:
 * the loop, or a worker that the speaker waits for.
 */
final class Pieces {
    /** Output after which the rest is left for another piece. */
    private static final int ENOUGH = 256 * 1024;

    /** Rectangles that one message can count; more come in another update of their own. */
    private static final int MOST_COUNTED = 65534;

    private final Frame frame;
    private final Band band;
    private final ViewerEncoders encoders;
    private final Wishes wishes;
    private final Header header;
    private final RawEncoder raw = new RawEncoder();

    /** The plan as the encoder wants it cut. Null before the first piece: looking takes time. */
    private List<Rectangle> rectangles;

    private final List<Rectangle> lossy = new ArrayList<>();
    private int count;
    private int next;

    /**
     * @param header what to begin with
     */
    Pieces(Frame frame, Band band, ViewerEncoders encoders, Wishes wishes, Header header) {
        this.frame = frame;
        this.band = band;
        this.encoders = encoders;
        this.wishes = wishes;
        this.header = header;
    }

    /** The pixels that it is about. */
    long area() {
        return band.area();
    }

    /** Appends rectangles, headers and data, until they are all there or enough for a piece. */
    void encodeNext(WireWriter out) {
        var encoder = encoders.encoder(wishes);
        if (rectangles == null) {
            rectangles = split(encoder);
        }
        int copies = band.copies().size();
        count = copies + rectangles.size();
        if (header == Header.OPEN && next == 0) {
            FramebufferUpdate.beginOpen(out);
        }
        for (; next < count && out.size() < ENOUGH; next++) {
            if (header == Header.COUNTED && next % MOST_COUNTED == 0) {
                FramebufferUpdate.begin(out, Math.min(count - next, MOST_COUNTED));
            }
            if (next < copies) {
                var copy = band.copies().get(next);
                FramebufferUpdate.copyRect(out, copy.to(), copy.fromX(), copy.fromY());
            } else {
                encode(rectangles.get(next - copies), encoder, wishes.packer(), out);
            }
        }
    }

    /** Whether there are more, once some have been encoded. */
    boolean hasMore() {
        return next < count;
    }

    /** What the viewer copies first. */
    List<Copy> copies() {
        return band.copies();
    }

    /** Those of the rectangles so far that the viewer does not see as they are. */
    List<Rectangle> lossy() {
        return lossy;
    }

    private List<Rectangle> split(Encoder encoder) {
        var split = new ArrayList<Rectangle>(band.rectangles().size());
        band.rectangles().forEach(area -> encoder.split(frame, area, split));
        return split;
    }

    private void encode(Rectangle area, Encoder encoder, PixelPacker packer, WireWriter out) {
        FramebufferUpdate.rectangle(out, area, Encodings.RAW);
        int encoding = out.size() - Integer.BYTES;
        if (!encoder.encode(frame, area, packer, out)) {
            raw.encode(frame, area, packer, out);
            return;
        }
        out.patch32(encoding, encoder.encoding());
        if (encoder.wasLossy()) {
            lossy.add(area);
        }
    }
}
