package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// [ZRLE][ZrleEncoder] that loses a little of photographs. Only its number is registered: there is
/// no specification (RFC 6143 section 8.4.2), and decoders tell what it is.
///
/// ```
/// rectangle    as in ZRLE, on the same zlib stream
/// tile         as a TileWriter draws it, but for the subencoding
///       0      a tile of a ZywrleTile's coefficients, in any subencoding, 0 being raw
/// ```
///
/// The viewer knows how often to transform back from the quality it has asked for: 1 level for
/// qualities 6 to 8, 2 for 3 to 5, 3 for 0 to 2, and for 9 not at all, as in ZRLE. Tiles of few
/// colours, such as text, lose nothing. Without a quality nothing does: what would be raw is runs,
/// for whoever asked for a quality once would transform it back.
///
/// To a viewer of this encoding no ZRLE should be sent: LibVNCClient takes it for a sign that the
/// server knows no qualities, and reads no coefficients from then on.
public final class ZywrleEncoder implements Encoder {
    private final ZrleEncoder zrle;
    private final Analyser analyser = new Analyser();
    private final TileWriter tiles = TileWriter.zrle(this::photograph);
    private final TileWriter coefficients = TileWriter.zrle();
    private final ZywrleTile photograph = new ZywrleTile();

    /** 0: no losses. */
    private int level;

    private boolean lossy;

    /**
     * @param zrle the same viewer's: viewers have one stream for both
     */
    public ZywrleEncoder(ZrleEncoder zrle) {
        this.zrle = zrle;
    }

    /** Whether a viewer with this format and these hints knows what it gets. */
    public static boolean suits(PixelFormat format, Hints hints) {
        int quality = hints.qualityLevel().orElse(9);
        return quality < 9 && ZywrleTile.suits(format);
    }

    @Override
    public int encoding() {
        return Encodings.ZYWRLE;
    }

    @Override
    public void hints(Hints hints) {
        zrle.hints(hints);
        level = 3 - hints.qualityLevel().orElse(9) / 3;
    }

    @Override
    public boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        if (!ZywrleTile.suits(packer.format())) {
            return false;
        }
        photograph.format(packer.format());
        lossy = false;
        zrle.encode(frame, area, tiles, packer, out);
        return true;
    }

    private void photograph(
            int[] pixels, int width, int height, PixelPacker packer, WireWriter out) {
        if (level == 0) {
            tiles.plainRle(pixels, width, height, packer, out);
            return;
        }
        lossy = true;
        out.u8(TileWriter.RAW);
        int[] transformed = photograph.transform(pixels, width, height, level);
        analyser.look(transformed, width * height);
        coefficients.write(transformed, width, height, analyser, packer, out);
    }

    @Override
    public boolean wasLossy() {
        return lossy;
    }

    @Override
    public void rest() {
        zrle.rest();
    }

    @Override
    public void close() {
        zrle.close();
    }
}
