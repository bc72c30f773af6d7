package dev.covnc.rfb.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covnc.rfb.MemoryWire;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

class EaxWireTest {
    private static final byte[] IN = new byte[16];
    private static final byte[] OUT = new byte[32];

    @Test
    void whatIsSentComesOutAtTheOtherEndWhateverItsLength() {
        for (int length : new int[] {1, 2, 8191, 8192, 8193, 100_000, 1_000_000}) {
            var bytes = random(length);
            var sent = sent(bytes);
            assertArrayEquals(bytes, new EaxWire(new MemoryWire(sent), OUT, IN).bytes(length));
        }
    }

    @Test
    void noFrameIsLongerThanViewersTake() {
        var sent = sent(random(20_000));
        for (int at = 0; at < sent.length; ) {
            int length = (sent[at] & 0xff) << 8 | sent[at + 1] & 0xff;
            assertEquals(true, length > 0 && length <= 8192);
            at += 2 + length + 16;
        }
    }

    @Test
    void sendingNothingSendsNoFrame() {
        assertEquals(0, sent(new byte[0]).length);
    }

    @Test
    void theLongestFrameIsTaken() {
        var bytes = random(65535);
        assertArrayEquals(bytes, receiving(frame(0, bytes)).bytes(65535));
    }

    @Test
    void emptyFramesAreNothingButCount() {
        var in = new WireWriter();
        for (int i = 0; i < 1000; i++) {
            in.bytes(frame(i, new byte[0]));
        }
        in.bytes(frame(1000, new byte[] {42}));
        assertEquals(42, receiving(in.toByteArray()).u8());
    }

    @Test
    void bytesMayBeReadAcrossFramesAndSkipped() {
        var in = new WireWriter();
        in.bytes(frame(0, new byte[] {1, 2, 3})).bytes(frame(1, new byte[] {4, 5, 6, 7}));
        var wire = receiving(in.toByteArray());
        assertEquals(1, wire.u8());
        wire.skip(3);
        assertEquals(0x0506, wire.u16());
        assertEquals(1, wire.left());
    }

    @Test
    void aChangedRepeatedOrExchangedFrameIsRefused() {
        var first = frame(0, new byte[] {1});
        var second = frame(1, new byte[] {2});
        for (int bit = 0; bit < first.length * 8; bit++) {
            var changed = Arrays.copyOf(first, 70_000);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(ProtocolException.class, receiving(changed)::u8);
        }
        assertThrows(ProtocolException.class, receiving(second)::u8);
        var repeated = receiving(new WireWriter().bytes(first).bytes(first).toByteArray());
        assertEquals(1, repeated.u8());
        assertThrows(ProtocolException.class, repeated::u8);
    }

    @Test
    void halfAFrameIsWaitedFor() {
        var half = Arrays.copyOf(frame(0, new byte[10]), 20);
        assertThrows(MemoryWire.EndOfBytes.class, receiving(half)::u8);
    }

    private static EaxWire receiving(byte[] in) {
        return new EaxWire(new MemoryWire(in), IN, OUT);
    }

    private static byte[] sent(byte[] bytes) {
        var below = new MemoryWire();
        new EaxWire(below, IN, OUT).send(new WireWriter().bytes(bytes));
        return HexFormat.of().parseHex(below.sent());
    }

    private static byte[] frame(int number, byte[] bytes) {
        var nonce = new byte[16];
        nonce[0] = (byte) number;
        nonce[1] = (byte) (number >> 8);
        var frame = new WireWriter().u16(bytes.length);
        var sealed = new byte[bytes.length + 16];
        new Eax(IN).seal(nonce, frame.toByteArray(), bytes, 0, bytes.length, sealed, 0);
        return frame.bytes(sealed).toByteArray();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
