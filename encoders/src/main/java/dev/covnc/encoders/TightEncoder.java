package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Each rectangle in the form that suits it, which a [Policy] chooses (rfbproto, "Tight Encoding").
///
/// ```
/// fill       u8 80, TPIXEL                 one colour
/// jpeg       u8 90, length, JFIF           photographic, to a viewer that gave a quality
/// otherwise  as TightBasic draws it: indexed, true colour, or gradient; in Tight PNG as TightPng
///            draws it
///
/// length     as TightStreams draws it
/// ```
///
/// The low four bits of the first byte would make the viewer forget its zlib streams; never set.
public final class TightEncoder implements Encoder {
    private static final int FILL = 0x80;
    private static final int JPEG = 0x90;

    private static final int BLOCK = Contents.BLOCK;

    /** What viewers have room for. */
    static final int MAX_WIDTH = 2048;

    /** As much as other servers send at most. */
    static final int MAX_AREA = 64 * 1024;

    /**
     * Of an image: viewers decode one whatever its size, and each repeats 600 bytes of tables. A
     * small part of what {@link TightStreams#LONGEST} lets it take.
     */
    static final int MAX_IMAGE = 4 * MAX_AREA;

    /** Half as many and twice as many cost more bytes, on recorded screens. */
    private static final int WASTABLE = 128;

    private final int encoding;
    private final Policy policy;
    private final TightBody body;
    private final Optional<JpegEngine> jpeg;
    private final Analyser analyser = new Analyser();
    private final IndexedPixels index = new IndexedPixels();
    private final WireWriter image = new WireWriter();

    // The pixels at hand, and the place of each in the palette.
    private int[] pixels = new int[8 * 1024];
    private byte[] places = new byte[8 * 1024];

    private boolean wasLossy;
    private Hints hints = Hints.NONE;
    private Optional<JpegQuality> quality = Optional.empty();

    /** Chooses as suits screens. */
    public TightEncoder() {
        this(Policy.STANDARD);
    }

    /**
     * @param policy chooses the forms
     */
    public TightEncoder(Policy policy) {
        this(
                Encodings.TIGHT,
                policy,
                new TightBasic(ZlibEngine.preferredForText(), ZlibEngine.preferred()),
                JpegChoice.MADE.engine());
    }

    /**
     * For a viewer that reads PNG images better than zlib: a browser (rfbproto, "TightPNG
     * Encoding").
     */
    public static TightEncoder png() {
        return png(Policy.STANDARD);
    }

    /**
     * As {@link #png()}.
     *
     * @param policy chooses the forms
     */
    public static TightEncoder png(Policy policy) {
        return new TightEncoder(
                Encodings.TIGHT_PNG, policy, new TightPng(), JpegChoice.MADE.engine());
    }

    TightEncoder(int encoding, Policy policy, TightBody body, Optional<JpegEngine> jpeg) {
        this.encoding = encoding;
        this.policy = policy;
        this.body = body;
        this.jpeg = jpeg;
    }

    @Override
    public int encoding() {
        return encoding;
    }

    @Override
    public void hints(Hints hints) {
        this.hints = hints;
        body.hints(hints);
        quality = jpeg.isEmpty() ? Optional.empty() : JpegQuality.of(hints);
    }

    @Override
    public void split(Frame frame, Rectangle area, List<Rectangle> into) {
        var pieces = new ArrayList<Rectangle>();
        var contents = new Contents(frame, analyser);
        policy.cut(contents, area, hints, pieces);
        for (var piece : pieces) {
            boolean large = piece.area() > MAX_AREA && isImage(contents, piece);
            cut(piece, large ? MAX_IMAGE : MAX_AREA, into);
        }
    }

    /** Between the rows of blocks, for what is photographic in blocks. */
    private static void cut(Rectangle piece, int most, List<Rectangle> into) {
        int width = Math.min(piece.width(), MAX_WIDTH);
        int height = most / width;
        for (int y = piece.y(), bottom; y < piece.bottom(); y = bottom) {
            bottom = Math.min((y + height) / BLOCK * BLOCK, piece.bottom());
            for (int x = piece.x(); x < piece.right(); x += width) {
                int w = Math.min(width, piece.right() - x);
                into.add(new Rectangle(x, y, w, bottom - y));
            }
        }
    }

    @Override
    public int maxWidth() {
        return MAX_WIDTH;
    }

    @Override
    public int wastable() {
        return WASTABLE;
    }

    @Override
    public boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        frame.requireSomeOf(area);
        int count = (int) area.area();
        makeRoom(count);
        wasLossy = false;
        frame.read(area, pixels, 0, area.width());
        int width = area.width();
        int height = area.height();
        int most = policy.mostIndexed(count, hints);
        if (!index.look(pixels, count, most, places)) {
            manyColours(new Contents(frame, analyser), area, packer, out);
        } else if (index.colours() == 1) {
            fill(packer, out);
        } else {
            body.indexed(index.palette(), index.colours(), places, width, height, packer, out);
        }
        return true;
    }

    private void makeRoom(int count) {
        if (count > MAX_IMAGE) {
            throw new IllegalArgumentException(count + " pixels are too many for one rectangle");
        }
        if (count > pixels.length) {
            int room = count > MAX_AREA ? MAX_IMAGE : MAX_AREA;
            pixels = new int[room];
            places = new byte[room];
        }
    }

    private void fill(PixelPacker packer, WireWriter out) {
        out.u8(FILL);
        int at = out.reserve(4);
        out.advance(TightPixels.write(packer, pixels, 1, out.array(), at) - at);
    }

    private void manyColours(
            Contents contents, Rectangle area, PixelPacker packer, WireWriter out) {
        var form = form(contents, area);
        if (form != Form.LOSSY || !lossy(area, packer, out)) {
            boolean smooth = form != Form.TRUE_COLOUR;
            body.trueColour(pixels, area.width(), area.height(), smooth, packer, out);
        }
    }

    private Form form(Contents contents, Rectangle area) {
        int count = (int) area.area();
        boolean isPhotographic =
                count >= policy.leastPhotographic() && contents.isPhotographic(area);
        return policy.form(count, isPhotographic, hints);
    }

    /** Whether an area of more than a palette's colours will be an image, if nothing fails. */
    private boolean isImage(Contents contents, Rectangle area) {
        return quality.isPresent() && form(contents, area) == Form.LOSSY;
    }

    /** Appends an image, unless the viewer wants none or there is nobody to make it. */
    private boolean lossy(Rectangle area, PixelPacker packer, WireWriter out) {
        if (quality.isEmpty() || packer.bytesPerPixel() == 1) {
            return false;
        }
        image.clear();
        int width = area.width();
        boolean made =
                jpeg.get().compress(pixels, 0, width, width, area.height(), quality.get(), image);
        if (!made || image.size() > TightStreams.LONGEST) {
            return false;
        }
        out.u8(JPEG);
        TightStreams.length(image.size(), out);
        out.bytes(image.array(), 0, image.size());
        wasLossy = true;
        return true;
    }

    @Override
    public boolean wasLossy() {
        return wasLossy;
    }

    @Override
    public void rest() {
        body.rest();
    }

    @Override
    public void close() {
        body.close();
    }
}
