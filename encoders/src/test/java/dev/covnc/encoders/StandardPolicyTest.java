package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.encoders.TightDecoder.Kind;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What is chosen for what, and what a viewer then sees. */
class StandardPolicyTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final Hints QUALITY_8 =
            new SetEncodings(List.of(Encodings.QUALITY_LEVEL_0 + 8)).hints();

    private Frame frame = Frame.blank(WIDTH, HEIGHT);

    @ParameterizedTest(name = "{0} pixels, photographic {1}, losses {2}: {3}")
    @CsvSource({
        "100,   false, false, TRUE_COLOUR",
        "65536, false, false, TRUE_COLOUR",
        "65536, false, true,  TRUE_COLOUR",
        "4096,  true,  false, GRADIENT",
        "4096,  true,  true,  LOSSY",
    })
    void manyColoursTakeTheForm(int pixels, boolean photographic, boolean lossy, Form form) {
        var hints = lossy ? QUALITY_8 : Hints.NONE;
        assertEquals(form, Policy.STANDARD.form(pixels, photographic, hints));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "64, 2", "96, 3", "4096, 128", "8192, 256", "65536, 256"})
    void anIndexHasSoManyColoursAtMost(int pixels, int colours) {
        assertEquals(colours, Policy.STANDARD.mostIndexed(pixels, Hints.NONE));
        assertEquals(colours, Policy.STANDARD.mostIndexed(pixels, QUALITY_8));
    }

    @Test
    void aSmallAreaStaysWhole() {
        var area = new Rectangle(10, 10, 63, 64);
        assertEquals(List.of(area), cut(area));
    }

    @Test
    void aSolidAreaIsSentAsOneToTheLastPixel() {
        paint(Picture.TEXT, frame.area());
        fill(new Rectangle(51, 33, 290, 201), 0x336699);
        assertTrue(cut(frame.area()).contains(new Rectangle(51, 33, 290, 201)));
    }

    @Test
    void aSolidPictureIsOnePiece() {
        assertEquals(List.of(frame.area()), cut(frame.area()));
    }

    @Test
    void twoSolidColoursBesideEachOtherAreTwoPieces() {
        fill(new Rectangle(0, 0, 192, HEIGHT), 0x123456);
        var right = new Rectangle(192, 0, WIDTH - 192, HEIGHT);
        assertEquals(List.of(new Rectangle(0, 0, 192, HEIGHT), right), cut(frame.area()));
    }

    @Test
    void aPhotographIsCutOutAlongItsBlocks() {
        paint(Picture.TEXT, frame.area());
        paint(Picture.PHOTO, new Rectangle(96, 80, 160, 128));
        assertTrue(cut(frame.area()).contains(new Rectangle(96, 80, 160, 128)));
    }

    @Test
    void thePiecesAreTheAreaAndNothingTwice() {
        for (int seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            for (int i = 0; i < 4; i++) {
                var pictures = Picture.values();
                paint(pictures[random.nextInt(pictures.length)], area(random));
            }
            assertIsCutInto(area(random), seed);
        }
    }

    /** A photograph under and beside text, a menu over it, an icon in the text. */
    @Test
    void textBesideAPhotographIsExact() {
        paint(Picture.TEXT, frame.area());
        var photograph = new Rectangle(96, 48, 208, 176);
        paint(Picture.PHOTO, photograph);
        var menu = new Rectangle(176, 96, 96, 80);
        paint(Picture.TEXT, menu);

        var kinds = new ArrayList<Kind>();
        int[] painted = read(frame.area());
        int[] seen = sent(kinds);
        assertTrue(kinds.containsAll(Set.of(Kind.JPEG, Kind.INDEXED)), kinds.toString());
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean isPhotograph = photograph.contains(pixel(x, y));
                boolean isMenu = menu.contains(pixel(x, y));
                if (!isPhotograph || isMenu) {
                    assertEquals(painted[y * WIDTH + x], seen[y * WIDTH + x], x + ", " + y);
                }
            }
        }
        assertFalse(Arrays.equals(painted, seen));
        assertTrue(Psnr.of(painted, seen) > 40);
    }

    @Test
    void anAreaThatIsOnlyTextLosesNothingAtAnyQuality() {
        paint(Picture.TEXT, frame.area());
        assertArrayEquals(read(frame.area()), sent(new ArrayList<>()));
    }

    private int[] sent(List<Kind> kinds) {
        var seen = new int[WIDTH * HEIGHT];
        try (var encoder = new TightEncoder();
                var decoder = TightDecoder.lossy()) {
            encoder.hints(QUALITY_8);
            var pieces = new ArrayList<Rectangle>();
            encoder.split(frame, frame.area(), pieces);
            for (var piece : pieces) {
                var out = new WireWriter();
                encoder.encode(frame, piece, PixelPacker.of(PixelFormat.XRGB), out);
                var in = ByteBuffer.wrap(out.toByteArray());
                int[] decoded = decoder.decode(in, piece.width(), piece.height(), PixelFormat.XRGB);
                for (int y = 0; y < piece.height(); y++) {
                    int to = (piece.y() + y) * WIDTH + piece.x();
                    System.arraycopy(decoded, y * piece.width(), seen, to, piece.width());
                }
            }
            kinds.addAll(decoder.seen.keySet());
        }
        return seen;
    }

    private void assertIsCutInto(Rectangle area, int seed) {
        var covered = new int[WIDTH * HEIGHT];
        for (var piece : cut(area)) {
            assertTrue(area.contains(piece) && !piece.isEmpty(), "seed " + seed);
            for (int y = piece.y(); y < piece.bottom(); y++) {
                for (int x = piece.x(); x < piece.right(); x++) {
                    assertEquals(1, ++covered[y * WIDTH + x], "seed " + seed);
                }
            }
        }
        assertEquals(area.area(), Arrays.stream(covered).sum(), "seed " + seed);
    }

    private List<Rectangle> cut(Rectangle area) {
        var pieces = new ArrayList<Rectangle>();
        Policy.STANDARD.cut(new Contents(frame, new Analyser()), area, QUALITY_8, pieces);
        return pieces;
    }

    private static Rectangle pixel(int x, int y) {
        return new Rectangle(x, y, 1, 1);
    }

    private static Rectangle area(Random random) {
        int x = random.nextInt(WIDTH - 100);
        int y = random.nextInt(HEIGHT - 100);
        int width = 50 + random.nextInt(WIDTH - x - 50);
        return new Rectangle(x, y, width, 50 + random.nextInt(HEIGHT - y - 50));
    }

    private void paint(Picture picture, Rectangle area) {
        int[] pixels = picture.pixels(area.width(), area.height(), area.hashCode());
        frame = frame.paint(area, pixels, 0, area.width());
    }

    private void fill(Rectangle area, int colour) {
        var pixels = new int[(int) area.area()];
        Arrays.fill(pixels, colour);
        frame = frame.paint(area, pixels, 0, area.width());
    }

    private int[] read(Rectangle area) {
        var pixels = new int[(int) area.area()];
        frame.read(area, pixels, 0, area.width());
        return pixels;
    }
}
