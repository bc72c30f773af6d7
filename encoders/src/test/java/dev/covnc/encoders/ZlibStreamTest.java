package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What a zlib stream promises, with each engine that is here. */
@ParameterizedClass
@MethodSource("dev.covnc.encoders.ZlibEngines#all")
class ZlibStreamTest {
    private final ZlibStream stream;
    private final Inflater viewer = new Inflater();
    private final WireWriter out = new WireWriter(3);

    ZlibStreamTest(ZlibEngine engine) {
        stream = new ZlibStream(engine, 1);
    }

    @AfterEach
    void close() {
        stream.close();
        viewer.end();
    }

    @Test
    void everySizeArrivesWithItsFlush() throws Exception {
        for (int size : new int[] {1, 2, 0, 3, 300, 4096, 65_535, 65_536, 65_537, 500_000, 1}) {
            for (var kind : Kind.values()) {
                send(kind.bytes(size, size));
            }
        }
    }

    @Test
    void theLevelMayChangeAtEachFlush() throws Exception {
        int[] sizes = new int[10];
        for (int level : new int[] {9, 0, 6, 1, 3, 0, 0, 9, 2, 8, 4, 5, 7, 1, 0, 1}) {
            stream.level(level);
            sizes[level] = send(Kind.TEXT.bytes(50_000, level));
        }
        assertTrue(sizes[0] > 1.5 * sizes[1], () -> Arrays.toString(sizes));
    }

    @Test
    void theLevelMayChangeBeforeAFlush() throws Exception {
        byte[] bytes = Kind.TEXT.bytes(30_000, 1);
        for (int i = 0; i < 10; i++) {
            stream.level(9 - i);
            stream.deflate(bytes, i * 3000, 3000, out);
        }
        stream.flush(out);
        assertArrives(bytes);
    }

    @Test
    void whatIsKnownIsNotSaidAgain() throws Exception {
        byte[] bytes = Kind.NOISE.bytes(4000, 1);
        assertTrue(send(bytes) > 4000);
        int again = send(bytes);
        assertTrue(again < 100, () -> again + " bytes");
    }

    @Test
    void itRestsAndGoesOn() throws Exception {
        stream.rest();
        for (int i = 0; i < 5; i++) {
            send(Kind.TEXT.bytes(3000, i));
            stream.rest();
            stream.rest();
        }
    }

    @Test
    void itDoesNotRestOnBytesThatAreNotFlushed() {
        stream.deflate(new byte[10], 0, 10, out);
        assertThrows(IllegalStateException.class, stream::rest);
    }

    @Test
    void nothingIsSaidForNothing() {
        stream.flush(out);
        stream.deflate(new byte[10], 5, 0, out);
        stream.flush(out);
        assertEquals(0, out.size());
        stream.deflate(new byte[10], 5, 1, out);
        stream.flush(out);
        int size = out.size();
        stream.flush(out);
        assertEquals(size, out.size());
    }

    @Test
    void onlyBytesOfTheArrayAreCompressed() {
        for (int[] wrong : new int[][] {{-1, 2}, {0, 11}, {11, 0}, {5, 6}, {0, -1}, {9, 1 << 31}}) {
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> stream.deflate(new byte[10], wrong[0], wrong[1], out));
        }
    }

    @Test
    void itMayBeClosedTwice() throws Exception {
        send(new byte[100]);
        stream.close();
        stream.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsDoneToItEveryByteArrives(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        for (int step = 0; step < 100; step++) {
            var kind = Kind.values()[random.nextInt(Kind.values().length)];
            byte[] bytes = kind.bytes(random.nextInt(1 << random.nextInt(18)), step);
            int cut = random.nextInt(bytes.length + 1);
            stream.deflate(bytes, 0, cut, out);
            if (random.nextInt(4) == 0) {
                stream.level(random.nextInt(10));
            }
            stream.deflate(bytes, cut, bytes.length - cut, out);
            stream.flush(out);
            if (random.nextInt(8) == 0) {
                stream.rest();
            }
            assertArrives(bytes);
        }
    }

    /** Returns how many bytes it takes. */
    private int send(byte[] bytes) throws DataFormatException {
        stream.deflate(bytes, 0, bytes.length, out);
        stream.flush(out);
        return assertArrives(bytes);
    }

    private int assertArrives(byte[] expected) throws DataFormatException {
        int size = out.size();
        viewer.setInput(out.toByteArray());
        out.clear();
        var inflated = new byte[expected.length + 1];
        int count = viewer.inflate(inflated);
        assertEquals(0, viewer.getRemaining());
        assertArrayEquals(expected, Arrays.copyOf(inflated, count));
        return size;
    }

    private enum Kind {
        ZEROS,
        NOISE,
        TEXT,
        RUNS;

        byte[] bytes(int size, long seed) {
            var random = new SplittableRandom(seed);
            var bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] =
                        switch (this) {
                            case ZEROS -> 0;
                            case NOISE -> (byte) random.nextInt();
                            case TEXT -> (byte) ("covnc ".charAt(i % 6) + random.nextInt(3));
                            case RUNS -> (byte) (i / 300);
                        };
            }
            return bytes;
        }
    }
}
