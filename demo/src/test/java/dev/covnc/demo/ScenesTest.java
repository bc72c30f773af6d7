package dev.covnc.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.server.Viewer;

import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

class ScenesTest {

    private static final long NOON = 1_800_000_000_000L;

    private static int viewers;

    /** Never the same one twice. */
    private static Viewer viewer() {
        var address = new InetSocketAddress("127.0.0.1", ++viewers);
        return () -> address;
    }

    private static int[] pixels(Sketch sketch) {
        BufferedImage picture = sketch.picture();
        return picture.getRGB(0, 0, Sketch.WIDTH, Sketch.HEIGHT, null, 0, Sketch.WIDTH);
    }

    /** Long enough after the last input that no ring and no caret is left. */
    private static int[] still(Sketch sketch) {
        sketch.tick(NOON + 60_000);
        return pixels(sketch);
    }

    @Test
    void theClockHasTheColourOfTheLow24BitsOfMicroseconds() {
        assertEquals(0, Clock.colour(999));
        assertEquals(1, Clock.colour(1_000));
        assertEquals(0xFFFFFF, Clock.colour(16_777_215_000L));
        assertEquals(0, Clock.colour(16_777_216_000L));
        assertEquals(0x123456, Clock.colour((7L << 24 | 0x123456) * 1000));
    }

    @Test
    void aScheduleEndsWhenItsThreadIsInterrupted() {
        var steps = new AtomicInteger();
        assertThrows(
                InterruptedException.class,
                () ->
                        Pace.every(
                                1,
                                _ -> {
                                    if (steps.incrementAndGet() == 3) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
        assertEquals(3, steps.get());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void theSketchIsAFunctionOfTimeAndInput() throws Refused {
        var one = new Sketch();
        var other = new Sketch();
        one.tick(NOON);
        other.tick(NOON - 77_777);
        other.tick(NOON);
        assertArrayEquals(pixels(one), pixels(other));
        other.tick(NOON + 40);
        assertFalse(Arrays.equals(pixels(one), pixels(other)), "something moves");
    }

    @Test
    void everyViewerDrawsInItsOwnColour() throws Refused {
        var sketch = new Sketch();
        sketch.tick(NOON);
        for (int row = 0; row < 2; row++) {
            Viewer viewer = viewer();
            sketch.pointer(viewer, 100, 200 + 100 * row, 1);
            sketch.pointer(viewer, 200, 200 + 100 * row, 1);
            sketch.pointer(viewer, 200, 200 + 100 * row, 0);
        }
        int[] drawn = still(sketch);
        int first = drawn[200 * Sketch.WIDTH + 150];
        int second = drawn[300 * Sketch.WIDTH + 150];
        assertTrue(first != second && first != Color.WHITE.getRGB(), "two colours");
        assertEquals(drawn[100 * Sketch.WIDTH + 150], drawn[400 * Sketch.WIDTH + 150], "paper");
    }

    @Test
    void whatWasDrawnAndTypedGoesWithACleanSheet() throws Refused {
        var sketch = new Sketch();
        sketch.tick(NOON);
        int[] clean = still(sketch);
        Viewer viewer = viewer();
        sketch.tick(NOON);
        sketch.pointer(viewer, 100, 200, 1);
        sketch.pointer(viewer, 300, 250, 1);
        "hello\r".chars().forEach(c -> sketch.key(viewer, c == '\r' ? Keysyms.RETURN : c, true));
        sketch.key(viewer, 'x', true);
        assertFalse(Arrays.equals(clean, still(sketch)));
        sketch.key(viewer, Keysyms.ESCAPE, true);
        assertArrayEquals(clean, still(sketch));
        sketch.tick(NOON);
        sketch.pointer(viewer, 500, 500, 1);
        sketch.pointer(viewer, 520, 500, 1);
        sketch.pointer(viewer, 520, 500, 4);
        assertArrayEquals(clean, still(sketch));
    }

    @Test
    void backSpaceTakesBackWhatWasTypedAndNoMore() throws Refused {
        var sketch = new Sketch();
        sketch.tick(NOON);
        int[] clean = still(sketch);
        Viewer viewer = viewer();
        sketch.tick(NOON);
        int grin = 0x0101F600; // U+1F600, two Java chars
        for (int keysym : new int[] {'a', grin, Keysyms.BACK_SPACE, Keysyms.BACK_SPACE}) {
            sketch.key(viewer, keysym, true);
            sketch.key(viewer, keysym, false);
        }
        sketch.key(viewer, Keysyms.BACK_SPACE, true);
        assertArrayEquals(clean, still(sketch));
    }

    @Test
    void aLongLineAndManyViewersAndThePapersEndAreNoHurdle() throws Refused {
        var sketch = new Sketch();
        sketch.tick(NOON);
        for (int v = 0; v < 34; v++) {
            Viewer viewer = viewer();
            sketch.pointer(viewer, Sketch.WIDTH - 1, Sketch.HEIGHT - 1, 1);
            sketch.pointer(viewer, 0, 0, 1);
            for (int i = 0; i < 20; i++) {
                sketch.key(viewer, 'W', true);
            }
            for (int turn = 0; turn < (v == 0 ? 90 : 2); turn++) {
                sketch.pointer(viewer, 0, 0, turn % 2 == 0 ? 8 : 0);
            }
        }
        assertEquals(Sketch.WIDTH * Sketch.HEIGHT, still(sketch).length);
    }

    @Test
    void charactersComeFromLatinAndUnicodeKeysyms() {
        assertEquals('a', Keysyms.character('a'));
        assertEquals(' ', Keysyms.character(' '));
        assertEquals(0xE9, Keysyms.character(0xE9));
        assertEquals(0x20AC, Keysyms.character(0x20AC));
        assertEquals(0x20AC, Keysyms.character(0x010020AC));
        assertEquals(0x1F600, Keysyms.character(0x0101F600));
        assertEquals('7', Keysyms.character(0xFFB7));
        int[] none = {
            0,
            0x7F,
            0x9F,
            0x0100000A,
            0x0100D800,
            0x01110000,
            0x02000000,
            -1,
            0xFFE1,
            0xFF0D,
            Integer.MIN_VALUE
        };
        for (int keysym : none) {
            assertEquals(Keysyms.NO_CHARACTER, Keysyms.character(keysym), "" + keysym);
        }
    }

    @Test
    void keysOfAUsKeyboardAreFound() {
        String upper = "ABCXYZ0123456789-=[]\\;',./` ";
        String lower = "abcxyz)!@#$%^&*(_+{}|:\"<>?~ ";
        for (int i = 0; i < upper.length(); i++) {
            int key = VirtualKeyTables.virtualKey(upper.charAt(i));
            assertTrue(key != 0, upper.substring(i, i + 1));
            assertEquals(key, VirtualKeyTables.virtualKey(lower.charAt(i)));
        }
        assertEquals(java.awt.event.KeyEvent.VK_F24, VirtualKeyTables.virtualKey(0xFFD5));
        assertEquals(0, VirtualKeyTables.virtualKey(0x010020AC));
    }
}
