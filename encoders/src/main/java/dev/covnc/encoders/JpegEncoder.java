package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Photographs as JPEG images (rfbproto, "JPEG Encoding"), and everything else in another encoding
/// of the viewer's, without loss.
///
/// ```
/// image        SOI, segments, the scan, EOI       its length is not said: it ends with EOI
/// segment DQT  quantization tables                left out if they are those of the image before
/// segment DHT  Huffman tables                     the same
/// ```
///
/// The viewer keeps the tables of the last image that had some, all of a kind or none.
public final class JpegEncoder implements Encoder {
    private final Optional<JpegEngine> engine;
    private final Policy policy;
    private final Analyser analyser = new Analyser();
    private final WireWriter image = new WireWriter();
    private final JpegTables tables = new JpegTables();

    private int[] pixels = new int[Tile.SIZE * Tile.SIZE];
    private Hints hints = Hints.NONE;
    private Optional<JpegQuality> quality = Optional.empty();
    private Encoder exact = new RawEncoder();

    /** Whether the area that was encoded last is an image. */
    private boolean isImage = true;

    /**
     * @param policy says what is a photograph
     */
    public JpegEncoder(Policy policy) {
        this(JpegChoice.MADE.engine(), policy);
    }

    JpegEncoder(Optional<JpegEngine> engine, Policy policy) {
        this.engine = engine;
        this.policy = policy;
    }

    /** Whether a viewer with this format and these hints is sent any. */
    public static boolean suits(PixelFormat format, Hints hints) {
        return hints.allowsLoss()
                && format.bytesPerPixel() > 1
                && JpegChoice.MADE.engine().isPresent();
    }

    /**
     * Who encodes what is no photograph; Raw if never called.
     *
     * @param exact the same viewer's; who has made it also closes it
     */
    public void exact(Encoder exact) {
        this.exact = exact;
    }

    /** JPEG, or what the area that was encoded last is instead. */
    @Override
    public int encoding() {
        return isImage ? Encodings.JPEG : exact.encoding();
    }

    @Override
    public void hints(Hints hints) {
        this.hints = hints;
        quality = engine.isEmpty() ? Optional.empty() : JpegQuality.of(hints);
    }

    @Override
    public void split(Frame frame, Rectangle area, List<Rectangle> into) {
        var contents = new Contents(frame, analyser);
        var pieces = new ArrayList<Rectangle>();
        policy.cut(contents, area, hints, pieces);
        for (var piece : pieces) {
            if (isPhotograph(contents, piece)) {
                into.add(piece);
            } else {
                exact.split(frame, piece, into);
            }
        }
    }

    private boolean isPhotograph(Contents contents, Rectangle piece) {
        int count = (int) piece.area();
        return quality.isPresent()
                && count >= policy.leastPhotographic()
                && contents.isPhotographic(piece)
                && policy.form(count, true, hints) == Form.LOSSY;
    }

    @Override
    public boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        frame.requireSomeOf(area);
        isImage = isPhotograph(new Contents(frame, analyser), area);
        if (!isImage) {
            return exact.encode(frame, area, packer, out);
        }
        // It may be larger than others can take, so what cannot be an image is Raw.
        return packer.bytesPerPixel() > 1 && image(frame, area, out);
    }

    /** Returns false, and appends nothing, if the engine fails. */
    private boolean image(Frame frame, Rectangle area, WireWriter out) {
        int count = (int) area.area();
        if (count > pixels.length) {
            pixels = new int[count];
        }
        int width = area.width();
        frame.read(area, pixels, 0, width);
        image.clear();
        boolean made =
                engine.orElseThrow()
                        .compress(
                                pixels,
                                0,
                                width,
                                width,
                                area.height(),
                                quality.orElseThrow(),
                                image);
        if (made) {
            tables.append(image, out);
        }
        return made;
    }

    @Override
    public boolean wasLossy() {
        return isImage || exact.wasLossy();
    }

    @Override
    public void rest() {
        pixels = new int[Tile.SIZE * Tile.SIZE];
    }
}
