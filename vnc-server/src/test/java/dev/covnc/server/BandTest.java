package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.encoders.Copy;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;

import java.util.List;

class BandTest {
    private static final Rectangle LARGE = new Rectangle(0, 0, 400, 300);
    private static final Rectangle LETTER = new Rectangle(16, 400, 8, 16);
    private static final Rectangle WORD = new Rectangle(32, 432, 80, 16);

    @Test
    void whatIsLittleComesBeforeWhatIsLarge() {
        var band = Band.of(List.of(LARGE, WORD, LETTER));
        var expected = List.of(Band.of(List.of(LETTER, WORD)), Band.of(List.of(LARGE)));
        assertEquals(expected, band.littleFirst());
    }

    @Test
    void copiesComeBeforeAll() {
        var copies = List.of(new Copy(LARGE, 0, 16));
        var band = new Band(copies, List.of(LARGE, LETTER));
        var expected = List.of(new Band(copies, List.of(LETTER)), Band.of(List.of(LARGE)));
        assertEquals(expected, band.littleFirst());
    }

    @Test
    void whatIsNotLargeStaysTogether() {
        var band = Band.of(List.of(WORD, LETTER));
        assertEquals(List.of(band), band.littleFirst());
    }

    @Test
    void whereNothingIsLittleThereIsNothingToDivide() {
        var band = Band.of(List.of(LARGE));
        assertEquals(List.of(band), band.littleFirst());
    }
}
