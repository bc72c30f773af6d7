package dev.covnc.rfb.security;

import static dev.covnc.rfb.security.Identity.FULL;
import static dev.covnc.rfb.security.Identity.VIEW_ONLY;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covnc.rfb.MemoryWire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

class VncAuthTest {

    private static final byte[] COUNTING =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

    @Test
    void theResponseIsTheOneOfOtherImplementations() {
        var wire = MemoryWire.of("b866924125c8eebb9debc1db61c538e2");
        assertEquals(FULL, auth(Map.of(FULL, "password")).authenticate(wire));
        assertEquals(HexFormat.of().formatHex(COUNTING), wire.sent());
    }

    @Test
    void eachPasswordGivesItsAccess() {
        var auth = auth(Map.of(FULL, "master", VIEW_ONLY, "visitor"));
        assertEquals(FULL, auth.authenticate(answering("master")));
        assertEquals(VIEW_ONLY, auth.authenticate(answering("visitor")));
        assertFails(auth, answering("Master"));
    }

    @Test
    void aLonePasswordMayBeForViewingOnly() {
        var auth = auth(Map.of(VIEW_ONLY, "visitor"));
        assertEquals(VIEW_ONLY, auth.authenticate(answering("visitor")));
        assertFails(auth, answering(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1234567", "12345678", "pass wd", "grün", "ÿÿÿÿ", "世界"})
    void passwordsOfUpToEightBytesWork(String password) throws Exception {
        var auth = auth(Map.of(FULL, password));
        assertEquals(FULL, auth.authenticate(answering(password)));
        assertFails(auth, answering(password.substring(1)));
    }

    @Test
    void aResponseThatIsRightInPartIsWrong() {
        var auth = auth(Map.of(FULL, "password", VIEW_ONLY, "visitor"));
        for (var right : new byte[][] {response("password"), response("visitor")}) {
            for (int k = 0; k < 16; k++) {
                var response = right.clone();
                response[k] ^= 1;
                assertFails(auth, new MemoryWire(response));
                Arrays.fill(response, k, 16, (byte) 0);
                assertFails(auth, new MemoryWire(response));
            }
        }
    }

    @Test
    void theResponseOfNoPasswordIsWrong() {
        var auth = auth(Map.of(FULL, "password"));
        assertFails(auth, new MemoryWire(response("")));
        assertFails(auth, new MemoryWire(new byte[16]));
        assertFails(auth, new MemoryWire(COUNTING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0\0\0\0\0\0\0\0"})
    void anEmptyPasswordCannotBeConfigured(String password) {
        var e =
                assertThrows(
                        IllegalArgumentException.class, () -> auth(Map.of(VIEW_ONLY, password)));
        assertTrue(e.getMessage().contains("empty"), e.getMessage());
    }

    @Test
    void noPasswordAtAllCannotBeConfigured() {
        assertThrows(IllegalArgumentException.class, () -> auth(Map.of()));
    }

    @Test
    void theSamePasswordForBothCannotBeConfigured() {
        assertThrows(
                IllegalArgumentException.class,
                () -> auth(Map.of(FULL, "secret", VIEW_ONLY, "secret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789", "grünkohl", "correct horse battery staple", "世界世"})
    void aPasswordOfMoreThanEightBytesCannotBeConfigured(String password) {
        var e = assertThrows(IllegalArgumentException.class, () -> auth(Map.of(FULL, password)));
        int length = password.getBytes(UTF_8).length;
        assertTrue(e.getMessage().contains("one has " + length), e.getMessage());
        assertTrue(e.getMessage().contains("at most 8"), e.getMessage());
        assertFalse(e.getMessage().contains(password));
    }

    @Test
    void theCallerMayWipeThePasswordOnceItIsConfigured() {
        var password = "secret".toCharArray();
        var auth = new VncAuth(Map.of(FULL, password), new Counting());
        Arrays.fill(password, '\0');
        assertEquals(FULL, auth.authenticate(answering("secret")));
    }

    @Test
    void noChallengeComesTwice() {
        var auth = new VncAuth(Map.of(FULL, "x".toCharArray()), new SplittableRandom(1));
        var challenges = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            var wire = new MemoryWire(new byte[16]);
            assertThrows(AuthenticationFailed.class, () -> auth.authenticate(wire));
            assertTrue(challenges.add(wire.sent()));
        }
    }

    @Test
    void challengesOfTwoServersDiffer() {
        var sent = new HashSet<String>();
        for (int i = 0; i < 2; i++) {
            var wire = new MemoryWire(new byte[16]);
            var auth = new VncAuth(Map.of(FULL, "x".toCharArray()));
            assertThrows(AuthenticationFailed.class, () -> auth.authenticate(wire));
            sent.add(wire.sent());
        }
        assertEquals(2, sent.size());
    }

    @Test
    void aHalfResponseIsNone() {
        var auth = auth(Map.of(FULL, "password"));
        for (int length = 0; length < 16; length++) {
            var wire = new MemoryWire(Arrays.copyOf(response("password"), length));
            assertThrows(MemoryWire.EndOfBytes.class, () -> auth.authenticate(wire));
        }
    }

    @Test
    void onlyTheResponseIsRead() {
        var wire = new MemoryWire(Arrays.copyOf(response("password"), 17));
        auth(Map.of(FULL, "password")).authenticate(wire);
        assertEquals(1, wire.left());
    }

    @Test
    void nothingShowsThePassword() {
        var auth = auth(Map.of(FULL, "hunter2"));
        assertFalse((auth + auth.name()).contains("hunter2"));
        assertEquals(2, auth.number());
    }

    private static void assertFails(VncAuth auth, MemoryWire wire) {
        var e = assertThrows(AuthenticationFailed.class, () -> auth.authenticate(wire));
        assertEquals("Authentication failed", e.getMessage(), "the same for every mistake");
    }

    private static VncAuth auth(Map<Identity, String> passwords) {
        var chars = new HashMap<Identity, char[]>();
        passwords.forEach((access, password) -> chars.put(access, password.toCharArray()));
        return new VncAuth(chars, new Counting());
    }

    private static MemoryWire answering(String password) {
        return new MemoryWire(response(password));
    }

    /** What a viewer answers to the challenge 00 01 02 … 0f, worked out bit by bit. */
    private static byte[] response(String password) {
        var utf8 = password.getBytes(UTF_8);
        var key = new byte[8];
        for (int bit = 0; bit < 8 * Math.min(8, utf8.length); bit++) {
            int isSet = utf8[bit / 8] >> bit % 8 & 1;
            key[bit / 8] |= (byte) (isSet << 7 - bit % 8);
        }
        try {
            var des = Cipher.getInstance("DES/ECB/NoPadding");
            des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return des.doFinal(COUNTING);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The challenge of the published examples, each time. */
    private static final class Counting implements RandomGenerator {
        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(COUNTING, 0, bytes, 0, bytes.length);
        }

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }
    }
}
