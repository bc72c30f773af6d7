package dev.covnc.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipException;

class CaptureReaderTest {

    private static final long BUDGET = 1 << 20;

    private static Capture read(byte[] file) throws IOException {
        return new CaptureReader(new ByteArrayInputStream(file), BUDGET).read();
    }

    private static void assertDamaged(String sentence, byte[] plain) throws IOException {
        byte[] file = CaptureBytes.gzip(plain);
        assertEquals(sentence, assertThrows(IOException.class, () -> read(file)).getMessage());
    }

    private static CaptureBytes twoFrames() {
        return new CaptureBytes(4, 3)
                .frame(0)
                .rectangle(0, 0, 4, 3, 0)
                .frame(40)
                .rectangle(1, 1, 2, 1, 250)
                .rectangle(3, 2, 1, 1, 9);
    }

    @Test
    void aCaptureIsReadAsItWasWritten() throws IOException {
        Capture capture = read(twoFrames().gzip());
        assertEquals(4, capture.width());
        assertEquals(3, capture.height());
        assertEquals(2, capture.frames().size());
        Capture.Frame second = capture.frames().getLast();
        assertEquals(40, second.millis());
        assertEquals(2, second.patches().size());
        assertEquals(new Rectangle(1, 1, 2, 1), second.patches().getFirst().area());
        assertArrayEquals(new int[] {0xFAFBFC, 0xFDFEFF}, second.patches().getFirst().pixels());
        assertEquals(80, capture.millis(), "the last frame stays as long as the first");
    }

    @Test
    void aCaptureCutAnywhereIsRefused() throws IOException {
        byte[] whole = twoFrames().gzip();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(EOFException.class, () -> read(cut), "cut at " + length);
        }
    }

    @Test
    void aCaptureCutAnywhereBeforeItWasCompressedIsRefused() throws IOException {
        byte[] whole = twoFrames().plain();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = CaptureBytes.gzip(Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> read(cut), "cut at " + length);
        }
    }

    @Test
    void aCaptureWithAFlippedBitIsRefusedOrTheSame() throws IOException {
        byte[] whole = twoFrames().gzip();
        Capture right = read(whole);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertEquals(right.millis(), read(flipped).millis(), "bit " + bit);
            } catch (IOException _) {
                // Refused, as it should be; bits of gzip's header that mean nothing are let pass.
            }
        }
    }

    @Test
    void whatIsNotGzipIsRefused() {
        assertThrows(ZipException.class, () -> read("SCAP1\n plain text".getBytes()));
    }

    @Test
    void theMagicIsAskedFor() throws IOException {
        assertDamaged(
                "it is not a capture: it does not begin with SCAP1",
                twoFrames().plain("SCAP2\n", 2));
    }

    @Test
    void sidesAreWithinWhatADisplayTakes() throws IOException {
        int[][] wrong = {{0, 3}, {3, 0}, {16385, 3}, {3, 16385}, {-1, 3}, {3, -1}, {8193, 8192}};
        for (int[] sides : wrong) {
            assertDamaged(
                    "it is damaged, or too large to show: %sx%s"
                            .formatted(
                                    Integer.toUnsignedString(sides[0]),
                                    Integer.toUnsignedString(sides[1])),
                    new CaptureBytes(sides[0], sides[1]).frame(0).plain());
        }
    }

    @Test
    void framesAreAtLeastOneAndAsManyAsItSays() throws IOException {
        assertDamaged("it is damaged: it has no frames", new CaptureBytes(3, 3).plain());
        assertDamaged(
                "it is damaged: it goes on after its last frame", twoFrames().plain("SCAP1\n", 1));
        byte[] tooFew = CaptureBytes.gzip(twoFrames().plain("SCAP1\n", -1));
        assertThrows(EOFException.class, () -> read(tooFew));
    }

    @Test
    void timeDoesNotGoBack() throws IOException {
        assertDamaged(
                "it is damaged: frame 1 comes before frame 0",
                new CaptureBytes(3, 3).frame(5).frame(4).plain());
    }

    @Test
    void rectanglesAreInsideTheScreenAndHavePixels() throws IOException {
        int[][] wrong = {
            {0, 0, 5, 3},
            {0, 0, 4, 4},
            {1, 0, 4, 3},
            {4, 0, 1, 1},
            {65535, 65535, 65535, 65535},
            {0, 0, 0, 3},
            {0, 0, 4, 0},
            {2, 2, 0, 0}
        };
        for (int[] r : wrong) {
            assertDamaged(
                    "it is damaged: in frame 0 a rectangle %dx%d at %d,%d is not inside 4x3"
                            .formatted(r[2], r[3], r[0], r[1]),
                    new CaptureBytes(4, 3).frame(0).head(r[0], r[1], r[2], r[3]).plain());
        }
    }

    @Test
    void nothingIsAllocatedOnTheWordOfANumber() throws IOException {
        String sentence = "it does not fit into Java's memory: give it more with -Xmx";
        assertDamaged(sentence, new CaptureBytes(8192, 8192).frame(0).plain());
        var manyPixels = new CaptureBytes(300, 300).frame(0);
        for (int i = 0; i < 2; i++) {
            manyPixels.rectangle(0, 0, 300, 300, 0);
        }
        assertDamaged(sentence, manyPixels.plain());
        var manyFrames = new CaptureBytes(1, 1);
        for (int i = 0; i <= BUDGET / 96; i++) {
            manyFrames.frame(0);
        }
        assertDamaged(sentence, manyFrames.plain());
    }

    @Test
    void aSingleFrameStillTakesTime() throws IOException {
        assertTrue(read(new CaptureBytes(1, 1).frame(0).gzip()).millis() > 0);
    }
}
