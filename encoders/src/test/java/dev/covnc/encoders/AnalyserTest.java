package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;

class AnalyserTest {
    private final Analyser analyser = new Analyser();

    @ParameterizedTest
    @EnumSource(Picture.class)
    void theColoursAndRunsAreThoseOfThePicture(Picture picture) {
        int[] pixels = picture.pixels(64, 64, 5);
        int[] colours = Arrays.stream(pixels).distinct().toArray();
        int runs = 1;
        for (int i = 1; i < pixels.length; i++) {
            runs += pixels[i] == pixels[i - 1] ? 0 : 1;
        }
        var found = analyser.analyse(pixels, pixels.length);
        assertEquals(runs, found.runs());
        if (colours.length > 127) {
            assertEquals(0, found.palette().length);
            assertEquals(0, found.indexedRuns().length);
            return;
        }
        assertArrayEquals(colours, found.palette(), "in the order they appear");
        var indices = new byte[pixels.length];
        found.indices(indices);
        for (int i = 0; i < pixels.length; i++) {
            assertEquals(pixels[i], found.palette()[indices[i]]);
        }
    }

    @Test
    void aRunIsWrittenAsZrleWritesIt() {
        var pixels = new int[1 + 2 + 255 + 256 + 1];
        Arrays.fill(pixels, 1, 3, 0xffffff);
        Arrays.fill(pixels, 258, 514, 7);
        var found = analyser.analyse(pixels, pixels.length);
        assertArrayEquals(new int[] {0, 0xffffff, 7}, found.palette());
        assertEquals(5, found.runs());
        int[] expected = {0, 0x81, 1, 0x80, 254, 0x82, 255, 0, 0};
        assertArrayEquals(expected, unsigned(found.indexedRuns()));
    }

    @Test
    void coloursThatShareASlotAreToldApart() {
        var pixels = new int[127];
        Arrays.setAll(pixels, i -> i * 0x10001);
        assertEquals(127, analyser.analyse(pixels, 127).palette().length);
        assertEquals(1, analyser.analyse(pixels, 1).palette().length, "nothing is left over");
    }

    @Test
    void aTileIsAnalysedOnce() {
        var frame = Frame.blank(64, 64);
        var found = frame.tile(0, 0).analysis(analyser);
        assertSame(found, frame.tile(0, 0).analysis(new Analyser()));
        var next = frame.paint(new Rectangle(5, 5, 1, 1), new int[] {1}, 0, 1);
        assertNotSame(found, next.tile(0, 0).analysis(analyser));
    }

    private static int[] unsigned(byte[] bytes) {
        var values = new int[bytes.length];
        Arrays.setAll(values, i -> bytes[i] & 0xff);
        return values;
    }
}
