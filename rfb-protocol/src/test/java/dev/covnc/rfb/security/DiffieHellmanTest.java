package dev.covnc.rfb.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.MemoryWire;
import dev.covnc.rfb.PipedWire;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

class DiffieHellmanTest {
    private final People people = new People();
    private final DiffieHellman type = new DiffieHellman(people);

    @Test
    void aNameAndAPasswordLetIn() {
        assertEquals(People.ALICE, authenticate(fields("alice", "secret")));
        assertEquals("[alice:secret]", people.asked.toString());
    }

    @Test
    void aWrongPasswordFails() {
        assertThrows(AuthenticationFailed.class, () -> authenticate(fields("alice", "Secret")));
    }

    @Test
    void sixtyThreeBytesFitAndSixtyFourHaveNoEnd() {
        assertThrows(
                AuthenticationFailed.class,
                () -> authenticate(fields("a".repeat(63), "b".repeat(63))));
        assertEquals("[%s:%s]".formatted("a".repeat(63), "b".repeat(63)), people.asked.toString());
        var noEnd = new byte[128];
        Arrays.fill(noEnd, (byte) 'a');
        assertThrows(AuthenticationFailed.class, () -> authenticate(noEnd));
        assertEquals(1, people.asked.size());
    }

    @Test
    void theGroupIsASafePrimeOf2048Bits() {
        var sent = HexFormat.of().parseHex(sent());
        assertEquals(4 + 2 * 256, sent.length);
        assertEquals("00020100", HexFormat.of().formatHex(sent, 0, 4));
        var prime = new BigInteger(1, Arrays.copyOfRange(sent, 4, 4 + 256));
        assertEquals(2048, prime.bitLength());
        assertTrue(prime.isProbablePrime(20));
        assertTrue(prime.shiftRight(1).isProbablePrime(20));
    }

    @Test
    void everyConnectionHasItsOwnKey() {
        assertNotEquals(sent(), sent());
    }

    /** Those of which everybody knows the shared secret. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "p-1", "p", "p+1", "all ones"})
    void aPublicValueThatGivesTheSecretAwayIsRefused(String which) {
        UnaryOperator<BigInteger> value =
                prime ->
                        switch (which) {
                            case "p-1" -> prime.subtract(BigInteger.ONE);
                            case "p" -> prime;
                            case "p+1" -> prime.add(BigInteger.ONE);
                            case "all ones" ->
                                    BigInteger.ONE.shiftLeft(2048).subtract(BigInteger.ONE);
                            default -> new BigInteger(which);
                        };
        assertThrows(
                ProtocolException.class,
                () ->
                        PipedWire.speak(
                                type::authenticate,
                                wire -> {
                                    wire.skip(4);
                                    var prime = new BigInteger(1, wire.bytes(256));
                                    wire.send(
                                            new WireWriter()
                                                    .zeros(128)
                                                    .bytes(padded(value.apply(prime))));
                                }));
        assertTrue(people.asked.isEmpty());
    }

    private String sent() {
        var wire = new MemoryWire();
        assertThrows(MemoryWire.EndOfBytes.class, () -> type.authenticate(wire));
        return wire.sent();
    }

    private Identity authenticate(byte[] fields) {
        return PipedWire.speak(type::authenticate, wire -> logIn(wire, fields));
    }

    private static void logIn(Wire wire, byte[] fields) {
        var generator = BigInteger.valueOf(wire.u16());
        int length = wire.u16();
        var prime = new BigInteger(1, wire.bytes(length));
        var theirs = new BigInteger(1, wire.bytes(length));
        var secret = BigInteger.valueOf(0x123456789abcdefL).pow(5);
        var ours = generator.modPow(secret, prime);
        try {
            var shared = padded(theirs.modPow(secret, prime));
            var key = MessageDigest.getInstance("MD5").digest(shared);
            var aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            wire.send(new WireWriter().bytes(aes.doFinal(fields)).bytes(padded(ours)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] fields(String name, String password) {
        var fields = new byte[128];
        Arrays.fill(fields, (byte) 0x55);
        System.arraycopy((name + "\0").getBytes(), 0, fields, 0, name.length() + 1);
        System.arraycopy((password + "\0").getBytes(), 0, fields, 64, password.length() + 1);
        return fields;
    }

    private static byte[] padded(BigInteger number) {
        var hex = number.toString(16);
        return HexFormat.of().parseHex("0".repeat(512 - hex.length()) + hex);
    }
}
