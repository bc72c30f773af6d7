package dev.covnc.rfb.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.PipedWire;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

class MsLogonIITest {
    private final People people = new People();
    private final MsLogonII type = new MsLogonII(people);

    @Test
    void aNameAndAPasswordLetIn() {
        for (int i = 0; i < 20; i++) {
            assertEquals(People.ALICE, authenticate("alice\0", "secret\0"));
        }
    }

    @Test
    void aWrongPasswordFails() {
        assertThrows(AuthenticationFailed.class, () -> authenticate("alice\0", "Secret\0"));
        assertEquals("[alice:Secret]", people.asked.toString());
    }

    @Test
    void aNameWithoutAnEndFails() {
        assertThrows(AuthenticationFailed.class, () -> authenticate("a".repeat(256), "secret\0"));
        assertTrue(people.asked.isEmpty());
    }

    @Test
    void aPublicValueOutOfRangeIsRefused() {
        for (long value : new long[] {0, Integer.MAX_VALUE, -1, Long.MIN_VALUE}) {
            assertThrows(
                    ProtocolException.class,
                    () ->
                            PipedWire.speak(
                                    type::authenticate,
                                    wire -> {
                                        wire.skip(24);
                                        wire.send(new WireWriter().bytes(eight(value)).zeros(320));
                                    }));
        }
    }

    private Identity authenticate(String name, String password) {
        return PipedWire.speak(type::authenticate, wire -> logIn(wire, name, password));
    }

    private static void logIn(Wire wire, String name, String password) {
        var generator = new BigInteger(wire.bytes(8));
        var prime = new BigInteger(wire.bytes(8));
        var theirs = new BigInteger(wire.bytes(8));
        var secret = BigInteger.valueOf(0x1234567);
        var shared = eight(theirs.modPow(secret, prime).longValueExact());
        wire.send(
                new WireWriter()
                        .bytes(eight(generator.modPow(secret, prime).longValueExact()))
                        .bytes(encrypted(name, 256, shared))
                        .bytes(encrypted(password, 64, shared)));
    }

    private static byte[] encrypted(String text, int length, byte[] shared) {
        var key = new byte[8];
        for (int i = 0; i < 8; i++) {
            for (int bit = 0; bit < 8; bit++) {
                key[i] |= (byte) ((shared[i] >> bit & 1) << 7 - bit);
            }
        }
        try {
            var des = Cipher.getInstance("DES/CBC/NoPadding");
            des.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "DES"),
                    new IvParameterSpec(shared));
            return des.doFinal(Arrays.copyOf(text.getBytes(), length));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] eight(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }
}
