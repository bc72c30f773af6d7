package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.stream.IntStream;

class PhotographicTest {
    private static final int ALL = 0xffff;
    private static final int[] PAPERS = {0xffffff, 0, 0xf6f5f4, 0x2e3436, 0xffffdd, 0x3465a4};
    private static final int[] INKS = {0, 0xffffff, 0x808080, 0xcc0000, 0x204a87, 0x4e9a06};

    private final Photographic photographic = new Photographic();

    @ParameterizedTest
    @CsvSource({"7, false", "8.5, false", "9, true", "11, false", "12.5, true", "17, false"})
    void textIsNot(double size, boolean subpixels) {
        for (int paper : PAPERS) {
            for (int ink : INKS) {
                var scene = Scene.plain(64, 64, ink ^ paper, paper).text(ink, size, subpixels);
                assertEquals(0, blocks(scene), Integer.toHexString(paper) + " " + ink);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "0, 11", "0, 17", "1, 8", "1, 11", "1, 17", "2, 9.5", "3, 14"})
    void textOnAGradientIsNot(int across, double size) {
        for (int ink : INKS) {
            for (int paper : PAPERS) {
                int end = paper ^ 0x404040;
                if (isReadable(ink, paper) && isReadable(ink, end)) {
                    var ground = Scene.gradient(64, 64, ink, paper, end, across);
                    var before = ground.pixels.clone();
                    int lettered = lettered(before, ground.text(ink, size, false).pixels);
                    assertNotEquals(0, lettered);
                    assertEquals(0, blocks(ground) & lettered, ink + " on " + paper);
                }
            }
        }
    }

    private static boolean isReadable(int ink, int paper) {
        int green = Math.abs((ink >> 8 & 0xff) - (paper >> 8 & 0xff));
        return green > 64;
    }

    /** The blocks in which letters cover at least a pixel a row. */
    private static int lettered(int[] before, int[] after) {
        var covered = new int[16];
        for (int i = 0; i < before.length; i++) {
            covered[i / 1024 * 4 + i % 64 / 16] += before[i] == after[i] ? 0 : 1;
        }
        return IntStream.range(0, 16).filter(i -> covered[i] >= 16).map(i -> 1 << i).sum();
    }

    @Test
    void drawingsAreNot() {
        assertEquals(0, blocks(Scene.plain(64, 64, 1, 0x3465a4)));
        assertEquals(0, blocks(Scene.gradient(64, 64, 1, 0x729fcf, 0x204a87, 0)), "a title bar");
        for (var picture : Picture.values()) {
            switch (picture) {
                case SOLID, TWO_COLOURS, SIXTEEN_COLOURS, SEVENTEEN_COLOURS, LONG_RUNS, TEXT ->
                        assertEquals(
                                0,
                                photographic.blocks(picture.pixels(64, 64, 3), 64, 64),
                                picture::toString);
                default -> {}
            }
        }
    }

    @Test
    void aPatternOfFewColoursIsNot() {
        var chequered = new int[64 * 64];
        Arrays.setAll(chequered, i -> (i + i / 64) % 2 == 0 ? 0x808080 : 0xa0a0a0);
        assertEquals(0, photographic.blocks(chequered, 64, 64));
        Arrays.setAll(chequered, i -> 0x202020 * (i % 4) + 0x08 * (i / 64 % 4));
        assertEquals(0, photographic.blocks(chequered, 64, 64));
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "5, 0", "8, 4", "20, 1", "40, 3", "30, 0"})
    void photographsAre(double sharp, double grain) {
        for (int seed = 0; seed < 20; seed++) {
            int found = blocks(Scene.photo(64, 64, seed, sharp, grain));
            assertEquals(ALL, found, () -> Integer.toBinaryString(found));
        }
    }

    @Test
    void aFlatSpotInAPhotographIsPartOfIt() {
        var scene = Scene.photo(64, 64, 5, 8, 2);
        for (int y = 16; y < 32; y++) {
            Arrays.fill(scene.pixels, y * 64 + 32, y * 64 + 48, 0xfcfcfc);
        }
        assertEquals(ALL, blocks(scene));
    }

    @Test
    void lettersInAPhotographAreNot() {
        var scene = Scene.photo(64, 64, 5, 8, 2);
        for (int y = 16; y < 48; y++) {
            Arrays.fill(scene.pixels, y * 64 + 16, y * 64 + 48, 0xfcfcfc);
        }
        assertEquals(0xf99f, blocks(scene.text(0, 9, false, 16, 16, 48, 48)));
    }

    @Test
    void halfAPhotographBesideTextIsToldApart() {
        var photo = Scene.photo(64, 64, 9, 6, 2);
        var text = Scene.plain(64, 64, 9, 0xffffff).text(0x202020, 9, true);
        for (int y = 0; y < 64; y++) {
            System.arraycopy(text.pixels, y * 64 + 32, photo.pixels, y * 64 + 32, 32);
        }
        assertEquals(0x3333, blocks(photo));
    }

    @Test
    void oddTilesHaveBitsForWhatTheyHave() {
        for (int width = 1; width <= 64; width++) {
            for (int height : new int[] {1, 2, 15, 16, 17, 33, 63, width}) {
                var pixels = Scene.photo(width, height, 3, 6, 2).pixels;
                int found = photographic.blocks(pixels, width, height);
                int columns = (1 << (width + 15) / 16) - 1;
                int mask = columns * (0x1111 & (1 << (height + 15) / 16 * 4) - 1);
                assertEquals(0, found & ~mask, width + "x" + height);
                if (width % 16 > 4 && height % 16 > 4) {
                    assertEquals(mask, found, width + "x" + height);
                }
                Arrays.fill(pixels, 7);
                assertEquals(0, photographic.blocks(pixels, width, height));
            }
        }
    }

    @Test
    void everyChannelCounts() {
        // Red letters on a green as bright as they.
        var scene = Scene.gradient(64, 64, 2, 0x00a000, 0x00b010, 2).text(0xff0000, 11, false);
        assertEquals(0, blocks(scene));
    }

    @Test
    void aTileIsLookedAtOnce() {
        var scene = Scene.photo(64, 64, 1, 6, 2);
        var frame = Frame.blank(64, 64);
        frame = frame.paint(frame.area(), scene.pixels, 0, 64);
        var analyser = new Analyser();
        assertEquals(ALL, frame.tile(0, 0).photographic(analyser));
        assertEquals(ALL, frame.tile(0, 0).photographic(null), "from memory");
        assertEquals(0, Frame.blank(1, 1).tile(0, 0).photographic(analyser));
    }

    private int blocks(Scene scene) {
        return photographic.blocks(scene.pixels, 64, 64);
    }
}
