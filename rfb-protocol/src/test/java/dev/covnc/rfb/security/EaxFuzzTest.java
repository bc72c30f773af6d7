package dev.covnc.rfb.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.covnc.rfb.MemoryWire;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.WireWriter;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** F9: of frames that somebody has changed, left out, repeated or made up, nothing is read. */
class EaxFuzzTest {
    private static final byte[] SERVER_KEY = new byte[32];

    @FuzzTest
    void f9WhatWasChangedIsNotRead(FuzzedDataProvider data) {
        var contents = new ArrayList<byte[]>();
        for (int count = data.consumeInt(0, 6); count > 0; count--) {
            contents.add(data.consumeBytes(data.consumeInt(0, 300)));
        }
        var order = new ArrayList<Integer>();
        for (int i = 0; i < contents.size(); i++) {
            order.add(data.consumeInt(0, 20) == 0 ? data.consumeInt(0, contents.size() - 1) : i);
        }
        boolean isChanged = data.consumeBoolean();
        int place = data.consumeInt(0, 65535);
        byte change = data.consumeByte();
        var madeUp = data.consumeRemainingAsBytes();

        var key = keyFor(madeUp);
        var frames = sealed(contents, key);
        var come = new ByteArrayOutputStream();
        order.forEach(i -> come.writeBytes(frames.get(i)));
        var bytes = come.toByteArray();
        if (isChanged && bytes.length > 0) {
            bytes[place % bytes.length] ^= change;
        }
        var all = Arrays.copyOf(bytes, bytes.length + madeUp.length);
        System.arraycopy(madeUp, 0, all, bytes.length, madeUp.length);
        assertReadsOnly(content(contents, frames, all), all, key);
    }

    /**
     * Another key for all that is made up: a fuzzer sees what a MAC is compared with, and would put
     * that into the next input.
     */
    private static byte[] keyFor(byte[] madeUp) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(madeUp), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<byte[]> sealed(List<byte[]> contents, byte[] key) {
        var eax = new Eax(key);
        var frames = new ArrayList<byte[]>();
        for (var content : contents) {
            var nonce = new byte[Eax.BLOCK];
            nonce[0] = (byte) frames.size();
            var header = new WireWriter().u16(content.length).toByteArray();
            var sealed = new byte[content.length + Eax.BLOCK];
            eax.seal(nonce, header, content, 0, content.length, sealed, 0);
            frames.add(new WireWriter().bytes(header).bytes(sealed).toByteArray());
        }
        return frames;
    }

    /** Of the frames that have come as they were, in their order, from the first on. */
    private static byte[] content(List<byte[]> contents, List<byte[]> frames, byte[] come) {
        var content = new ByteArrayOutputStream();
        int at = 0;
        for (int i = 0; i < frames.size(); i++) {
            var frame = frames.get(i);
            if (!Arrays.equals(
                    come, at, Math.min(come.length, at + frame.length), frame, 0, frame.length)) {
                break;
            }
            content.writeBytes(contents.get(i));
            at += frame.length;
        }
        return content.toByteArray();
    }

    private static void assertReadsOnly(byte[] content, byte[] come, byte[] key) {
        var below = new MemoryWire(come);
        var wire = new EaxWire(below, key, SERVER_KEY);
        assertArrayEquals(content, wire.bytes(content.length));
        try {
            throw new AssertionError("a byte more than there is: " + wire.u8());
        } catch (ProtocolException e) {
            assertTrue(e.getMessage().contains("MAC"), e.getMessage());
        } catch (MemoryWire.EndOfBytes _) {
            assertEquals(0, below.left());
        }
    }
}
