package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** What is photographic beyond the edges of blocks and tiles. */
class ContentsTest {
    private static final int SIZE = 192;

    private final Scene photo = Scene.photo(SIZE, SIZE, 5, 8, 2);

    @Test
    void whatIsOverexposedIsPartOfThePhotographAroundIt() {
        fill(photo, new Rectangle(64, 64, 16, 16), 0xfcfcfc);
        assertTrue(contents(photo).isPhotographic(4, 4));
    }

    @Test
    void anEdgeInAPhotographIsPartOfItThoughThatIsInOtherTiles() {
        var soft = Scene.photo(SIZE, SIZE, 5, 40, 1.2);
        for (int y = 64; y < 80; y++) {
            for (int x = y; x < Math.min(y + 4, 80); x++) {
                soft.pixels[y * SIZE + x] ^= 0x808080;
            }
        }
        assertEquals(0xfffe, found(soft, 1, 1));
        assertTrue(contents(soft).isPhotographic(4, 4));
    }

    @Test
    void lettersEnclosedByAPhotographAreNot() {
        fill(photo, new Rectangle(64, 64, 16, 16), 0xfcfcfc);
        photo.text(0, 9, false, 64, 64, 80, 80);
        assertFalse(contents(photo).isPhotographic(4, 4));
        assertFalse(contents(photo).isPhotographic(new Rectangle(0, 0, SIZE, SIZE)));
    }

    @Test
    void aFlatAreaIsEnclosedOnlyWhereThePhotographIsNear() {
        fill(photo, new Rectangle(48, 48, 96, 96), 0xfcfcfc);
        var contents = contents(photo);
        for (int row = 4; row < 8; row++) {
            for (int column = 4; column < 8; column++) {
                assertFalse(contents.isPhotographic(column, row), column + ", " + row);
            }
        }
    }

    /** Six blocks of faint letters may all look soft. */
    @Test
    void aFewBlocksAreNoPhotographAlone() {
        var six = new Rectangle(64, 64, 48, 32);
        var eight = new Rectangle(64, 64, 64, 32);
        assertFalse(contents(photoWithin(six)).isPhotographic(six));
        assertTrue(contents(photoWithin(eight)).isPhotographic(eight));
    }

    @Test
    void aFewBlocksAreAPartOfThePhotographAroundThem() {
        assertTrue(contents(photo).isPhotographic(new Rectangle(64, 64, 32, 16)));
        assertTrue(contents(photo).isPhotographic(new Rectangle(0, 0, 32, 32)));
    }

    @Test
    void ofABlockThatAnAreaCutsOnlyItsPartCounts() {
        var window = new Rectangle(5, 7, 94, 111);
        var contents = contents(photoWithin(window));
        assertFalse(contents.isPhotographic(6, 3), "the window's right edge is within");
        assertTrue(contents.isPhotographic(window));
        assertFalse(contents.isPhotographic(new Rectangle(0, 0, 112, 128)));
    }

    private Scene photoWithin(Rectangle area) {
        var scene = Scene.plain(SIZE, SIZE, 5, 0xffffff);
        for (int y = area.y(); y < area.bottom(); y++) {
            int from = y * SIZE + area.x();
            System.arraycopy(photo.pixels, from, scene.pixels, from, area.width());
        }
        return scene;
    }

    private static void fill(Scene scene, Rectangle area, int colour) {
        for (int y = area.y(); y < area.bottom(); y++) {
            Arrays.fill(scene.pixels, y * SIZE + area.x(), y * SIZE + area.right(), colour);
        }
    }

    private static int found(Scene scene, int column, int row) {
        return frame(scene).tile(column, row).photographic(new Analyser()) & 0xffff;
    }

    private static Contents contents(Scene scene) {
        return new Contents(frame(scene), new Analyser());
    }

    private static Frame frame(Scene scene) {
        var frame = Frame.blank(SIZE, SIZE);
        return frame.paint(frame.area(), scene.pixels, 0, SIZE);
    }
}
