package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** What the engine in Java writes, read by the JDK's. */
class JavaDeflationTest {
    private final JavaDeflation deflation = new JavaDeflation();
    private final Inflater viewer = new Inflater(true);
    private final WireWriter out = new WireWriter(1);

    @AfterEach
    void close() {
        deflation.close();
        viewer.end();
    }

    /** Pieces of what was said before, noise, runs and few values, of all sizes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void whateverGoesInComesOut(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        byte[] said = new byte[600_000];
        for (int end = 0; end < said.length; ) {
            int from = end;
            int flushes = random.nextInt(1, 5);
            for (int i = 0; i < flushes && end < said.length; i++) {
                int begin = end;
                end = Math.min(said.length, end + random.nextInt(1 << random.nextInt(1, 17)));
                fill(said, begin, end, random);
                if (end > begin) {
                    deflation.deflate(said, begin, end - begin, out);
                }
            }
            if (end > from) {
                deflation.flush(out);
                assertArrives(Arrays.copyOfRange(said, from, end));
            }
        }
    }

    private static void fill(byte[] said, int begin, int end, SplittableRandom random) {
        int values = 1 << random.nextInt(9);
        int kind = random.nextInt(4);
        for (int i = begin; i < end; ) {
            int run = Math.min(end - i, random.nextInt(1, 1 << random.nextInt(1, 12)));
            int back = random.nextInt(1, 40_000);
            int value = random.nextInt(values);
            for (int j = 0; j < run; j++, i++) {
                said[i] =
                        (byte)
                                switch (kind) {
                                    case 0 -> i < back ? 0 : said[i - back];
                                    case 1 -> random.nextInt(values);
                                    case 2 -> value;
                                    default ->
                                            i < back || j > 5 ? random.nextInt() : said[i - back];
                                };
            }
        }
    }

    @Test
    void theFarthestMatchIsAsFarAsTheWindow() throws Exception {
        byte[] noise = noise(32 * 1024, 1);
        assertTrue(sent(noise) > noise.length);
        for (int i = 0; i < 10; i++) {
            int again = sent(noise);
            assertTrue(again < noise.length / 20, () -> again + " bytes");
        }
    }

    @Test
    void whatIsFartherIsForgotten() throws Exception {
        byte[] noise = noise(32 * 1024 + 1, 1);
        for (int i = 0; i < 10; i++) {
            int size = sent(noise);
            assertTrue(size >= noise.length, () -> size + " bytes");
        }
    }

    @Test
    void theFirstBytesHaveNothingBeforeThem() throws Exception {
        sent(new byte[] {0});
        sent(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    }

    @Test
    void noiseBecomesLittleLonger() throws Exception {
        byte[] noise = noise(500_000, 1);
        int size = sent(noise);
        assertTrue(size < noise.length + 200, () -> size + " bytes");
    }

    @Test
    void aFlushOfLittleTakesLittle() throws Exception {
        assertEquals(7, sent(new byte[] {1}));
        assertTrue(sent(new byte[258]) < 12);
    }

    /** The rarest would have codes of 20 bits and more, where the format allows 15. */
    @Test
    void codesAreNoLongerThanAllowed() throws Exception {
        var fibonacci = new byte[17_710];
        int at = 0;
        int before = 1;
        for (int value = 0, count = 1; at + count < fibonacci.length; value++) {
            Arrays.fill(fibonacci, at, at += count, (byte) (value * 37));
            int sum = before + count;
            before = count;
            count = sum;
        }
        var random = new SplittableRandom(1);
        for (int i = at - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte swapped = fibonacci[i];
            fibonacci[i] = fibonacci[other];
            fibonacci[other] = swapped;
        }
        sent(Arrays.copyOf(fibonacci, at));
    }

    /** A block that says too much, or is not the shortest it can be, is noticed by no decoder. */
    @Test
    void itIsAsShortAsItWas() throws Exception {
        var random = new SplittableRandom(7);
        int size = 0;
        for (int i = 0; i < 300; i++) {
            var piece = new byte[random.nextInt(1, 1 << random.nextInt(4, 13))];
            fill(piece, 0, piece.length, random);
            size += sent(piece);
        }
        assertEquals(67_399, size);
    }

    @Test
    void itIsAboutAsShortAsZlibAtItsLevelOne() throws Exception {
        var random = new SplittableRandom(1);
        byte[] said = new byte[300_000];
        for (int i = 0; i < said.length; ) {
            fill(said, i, i = Math.min(said.length, i + 5000), random);
        }
        var zlib = new Deflater(1, true);
        zlib.setInput(said);
        int least =
                zlib.deflate(new byte[said.length * 2], 0, said.length * 2, Deflater.SYNC_FLUSH);
        zlib.end();
        int size = sent(said);
        assertTrue(size < least * 1.05, () -> size + " bytes, and zlib " + least);
    }

    private static byte[] noise(int size, long seed) {
        var noise = new byte[size];
        new SplittableRandom(seed).nextBytes(noise);
        return noise;
    }

    private int sent(byte[] bytes) throws DataFormatException {
        deflation.deflate(bytes, 0, bytes.length, out);
        deflation.flush(out);
        return assertArrives(bytes);
    }

    private int assertArrives(byte[] expected) throws DataFormatException {
        int size = out.size();
        viewer.setInput(out.toByteArray());
        out.clear();
        var inflated = new byte[expected.length + 1];
        int count = 0;
        for (int n = -1; n != 0; count += n) {
            n = viewer.inflate(inflated, count, inflated.length - count);
        }
        assertEquals(0, viewer.getRemaining());
        assertArrayEquals(expected, Arrays.copyOf(inflated, count));
        return size;
    }
}
