package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.covnc.encoders.Engines;
import dev.covnc.encoders.Frame;
import dev.covnc.encoders.Policy;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

class PiecesTest {
    private static final int JPEG_START = 0xffd8;

    private final ViewerEncoders encoders = new ViewerEncoders(Policy.STANDARD);

    @Test
    void aViewerThatPrefersJpegGetsItForPhotographsAndWhatItListsNextForTheRest() {
        Assumptions.assumeFalse(Engines.jpeg().name().equals("nobody"));
        var wishes = wishes(Encodings.JPEG, Encodings.ZRLE, Encodings.QUALITY_LEVEL_0 + 5);
        var photograph = update(photograph(), wishes, true);
        assertEquals(Encodings.JPEG, photograph.getInt());
        assertEquals(JPEG_START, Short.toUnsignedInt(photograph.getShort()));
        assertEquals(Encodings.ZRLE, update(Frame.blank(64, 64), wishes, false).getInt());
    }

    @Test
    void withoutAQualityItGetsWhatItListsNext() {
        var wishes = wishes(Encodings.JPEG, Encodings.HEXTILE);
        assertEquals(Encodings.HEXTILE, update(photograph(), wishes, false).getInt());
    }

    /** From the encoding of the only rectangle on. */
    private ByteBuffer update(Frame frame, Wishes wishes, boolean isLossy) {
        var pieces =
                new Pieces(frame, Band.of(List.of(frame.area())), encoders, wishes, Header.COUNTED);
        var out = new WireWriter();
        pieces.encodeNext(out);
        assertFalse(pieces.hasMore());
        assertEquals(isLossy ? List.of(frame.area()) : List.of(), pieces.lossy());
        var in = ByteBuffer.wrap(out.toByteArray());
        assertEquals(1, in.getShort(2), "rectangles");
        return in.position(12);
    }

    private static Wishes wishes(Integer... encodings) {
        return Wishes.INITIAL.with(new SetEncodings(List.of(encodings)));
    }

    private static Frame photograph() {
        var random = new Random(1);
        var pixels = new int[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            int light = 60 + i / 64 * 2 + random.nextInt(9);
            pixels[i] = light << 16 | light + i % 64 << 8 | 90 - random.nextInt(5);
        }
        var frame = Frame.blank(64, 64);
        return frame.paint(frame.area(), pixels, 0, 64);
    }
}
