package dev.covnc.rfb.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covnc.rfb.MemoryWire;
import dev.covnc.rfb.PipedWire;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;
import dev.covnc.rfb.security.Ra2.Variant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

import javax.crypto.Cipher;

class Ra2Test {
    private static final KeyPair SERVER = pair("RSA", 2048);
    private static final KeyPair VIEWER = pair("RSA", 2048);
    private static final Identity ALICE = new Identity("alice", Identity.FULL.rights());

    @ParameterizedTest
    @EnumSource
    void aNameAndAPasswordLetIn(Variant variant) {
        assertEquals(ALICE, authenticate(variant, true, new Viewer(variant)::logIn));
    }

    @ParameterizedTest
    @EnumSource
    void onlyThePasswordIsAskedForWhereThereAreNoUsers(Variant variant) {
        var viewer = new Viewer(variant);
        viewer.name = "";
        assertEquals(Identity.FULL, authenticate(variant, false, viewer::logIn));
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordFails(Variant variant) {
        var viewer = new Viewer(variant);
        viewer.password = "Secret";
        assertThrows(AuthenticationFailed.class, () -> authenticate(variant, true, viewer::logIn));
    }

    @Test
    void afterwardsTheWireIsEncryptedOrInClearAsTheVariantSays() {
        for (var variant : Variant.values()) {
            var viewer = new Viewer(variant);
            PipedWire.speak(
                    wire -> {
                        new Ra2(variant, SERVER, true, Ra2Test::login).authenticate(wire);
                        wire.send(new WireWriter().s32(0));
                        return wire.u8();
                    },
                    wire -> {
                        viewer.logIn(wire);
                        boolean toTheEnd = variant == Variant.RA2 || variant == Variant.RA2_256;
                        var then = toTheEnd ? viewer.frames : wire;
                        assertEquals(0, then.s32());
                        then.send(new WireWriter().u8(1));
                    });
        }
    }

    @Test
    void theViewersKeyMayBeOfAnotherSizeThanTheServers() {
        for (int bits : new int[] {1024, 1031, 3072}) {
            var viewer = new Viewer(Variant.RA2_256);
            viewer.key = pair("RSA", bits);
            assertEquals(ALICE, authenticate(Variant.RA2_256, true, viewer::logIn));
        }
    }

    @Test
    void whatIsSaidIsWhatOthersSay() {
        var numbers = Arrays.stream(Variant.values()).map(Ra2Test::type).toList();
        assertEquals("[5, 6, 129, 130]", numbers.stream().map(Ra2::number).toList().toString());
        var out = new MemoryWire();
        assertThrows(MemoryWire.EndOfBytes.class, () -> numbers.getFirst().authenticate(out));
        var key = (java.security.interfaces.RSAPublicKey) SERVER.getPublic();
        assertEquals(
                "00000800" + hex(key.getModulus(), 256) + hex(key.getPublicExponent(), 256),
                out.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "000003ff", "00002001", "ffffffff", "80000000"})
    void aKeyOfAnImpossibleSizeIsRefusedBeforeAnythingIsReadOrMade(String bits) {
        var wire = MemoryWire.of(bits + "aabb");
        assertThrows(ProtocolException.class, () -> type(Variant.RA2).authenticate(wire));
        assertEquals(2, wire.left());
    }

    @Test
    void aKeyThatIsNoneOrWouldTakeLongIsRefused() {
        var modulus = new BigInteger(hex(modulus(VIEWER), 256), 16);
        var e = BigInteger.valueOf(65537);
        assertRefused(2048, BigInteger.ZERO, e);
        assertRefused(2048, BigInteger.ONE, e);
        assertRefused(2048, modulus.clearBit(0), e);
        assertRefused(2048, modulus.clearBit(2047), e);
        assertRefused(2047, modulus, e);
        assertRefused(2048, modulus, BigInteger.ZERO);
        assertRefused(2048, modulus, BigInteger.ONE);
        assertRefused(2048, modulus, BigInteger.TWO);
        assertRefused(2048, modulus, BigInteger.ONE.shiftLeft(32).setBit(0));
        assertRefused(2048, modulus, BigInteger.ONE.shiftLeft(2040).setBit(0));
    }

    @Test
    void aViewerThatShowsTheServersOwnKeyIsRefused() {
        var viewer = new Viewer(Variant.RA2);
        viewer.key = SERVER;
        assertThrows(ProtocolException.class, () -> authenticate(Variant.RA2, true, viewer::logIn));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 257, 65535})
    void aCiphertextThatIsNotAsLongAsTheKeyIsRefused(int length) {
        assertThrows(
                ProtocolException.class,
                () ->
                        authenticate(
                                Variant.RA2,
                                true,
                                wire -> {
                                    new Viewer(Variant.RA2).showKey(wire);
                                    wire.send(new WireWriter().u16(length).zeros(length));
                                }));
    }

    /** Padding that is wrong in any way looks like a key that is: the first frame does not open. */
    @Test
    void badPaddingIsFoundOutAtTheFirstFrameOnly() throws Exception {
        var rsa = Cipher.getInstance("RSA/ECB/NoPadding");
        rsa.init(Cipher.ENCRYPT_MODE, SERVER.getPublic());
        var block = new byte[256];
        Arrays.fill(block, (byte) 7);
        block[0] = 0;
        block[1] = 2;
        block[256 - 17] = 0;
        int[] spoilt = {0, 1, 5, 256 - 17};
        byte[] spoiling = {1, 3, 0, 9};
        for (int i = 0; i < spoilt.length; i++) {
            var bad = block.clone();
            bad[spoilt[i]] = spoiling[i];
            assertFailsAtFirstFrame(rsa.doFinal(bad));
        }
        var tooLarge = new byte[256];
        Arrays.fill(tooLarge, (byte) 0xff);
        assertFailsAtFirstFrame(tooLarge);
        assertFailsAtFirstFrame(new byte[256]);
    }

    private static void assertFailsAtFirstFrame(byte[] ciphertext) {
        var e =
                assertThrows(
                        ProtocolException.class,
                        () ->
                                authenticate(
                                        Variant.RA2,
                                        true,
                                        wire -> {
                                            new Viewer(Variant.RA2).showKey(wire);
                                            wire.send(new WireWriter().u16(256).bytes(ciphertext));
                                            wire.send(new WireWriter().u16(20).zeros(36));
                                            wire.skip(2 + 20 + 16);
                                        }));
        assertTrue(e.getMessage().contains("MAC"), e.getMessage());
    }

    @Test
    void aViewerThatSawAnotherKeyIsRefused() {
        var viewer = new Viewer(Variant.RA2);
        viewer.spoilsHash = true;
        var e =
                assertThrows(
                        ProtocolException.class,
                        () -> authenticate(Variant.RA2, true, viewer::logIn));
        assertTrue(e.getMessage().contains("other RSA keys"), e.getMessage());
    }

    @Test
    void aNameAndPasswordMayBeSpreadOverFramesButNothingMayFollowThem() {
        var viewer = new Viewer(Variant.RA2_NE);
        viewer.inPieces = true;
        assertEquals(ALICE, authenticate(Variant.RA2_NE, true, viewer::logIn));
        viewer.inPieces = false;
        viewer.password = "secret\1";
        viewer.lengthIsShortBy = 1;
        assertThrows(
                ProtocolException.class, () -> authenticate(Variant.RA2_NE, true, viewer::logIn));
    }

    @Test
    void theServersKeyMustBeOneOfRsaOfAFairSize() {
        for (var pair : new KeyPair[] {pair("EC", 256), pair("RSA", 1016)}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Ra2(Variant.RA2, pair, true, Ra2Test::login));
        }
    }

    private static void assertRefused(int bits, BigInteger modulus, BigInteger exponent) {
        int length = (bits + 7) / 8;
        var wire =
                MemoryWire.of(
                        "%08x".formatted(bits) + hex(modulus, length) + hex(exponent, length));
        assertThrows(ProtocolException.class, () -> type(Variant.RA2).authenticate(wire));
    }

    private static Ra2 type(Variant variant) {
        return new Ra2(variant, SERVER, true, Ra2Test::login);
    }

    private static Identity authenticate(
            Variant variant, boolean asksForName, Consumer<Wire> viewer) {
        var type = new Ra2(variant, SERVER, asksForName, Ra2Test::login);
        return PipedWire.speak(type::authenticate, viewer);
    }

    private static Identity login(String name, char[] password) {
        if (!new String(password).equals("secret")) {
            throw new AuthenticationFailed("no");
        }
        return name.isEmpty() ? Identity.FULL : new Identity(name, Identity.FULL.rights());
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static BigInteger modulus(KeyPair pair) {
        return ((java.security.interfaces.RSAPublicKey) pair.getPublic()).getModulus();
    }

    private static String hex(BigInteger number, int length) {
        return ("0".repeat(2 * length) + number.toString(16))
                .substring(number.toString(16).length());
    }

    /** The other side, in the order of the specification, and sharing nothing but the frames. */
    private static final class Viewer {
        final Variant variant;
        final String hash;
        final int secretBytes;
        KeyPair key = VIEWER;
        String name = "alice";
        String password = "secret";
        boolean spoilsHash;
        boolean inPieces;
        int lengthIsShortBy;
        Wire frames;
        private byte[] shown;

        Viewer(Variant variant) {
            this.variant = variant;
            boolean is256 = variant == Variant.RA2_256 || variant == Variant.RA2_NE_256;
            hash = is256 ? "SHA-256" : "SHA-1";
            secretBytes = is256 ? 32 : 16;
        }

        byte[] showKey(Wire wire) {
            int bits = wire.s32();
            var server = new WireWriter().s32(bits).bytes(wire.bytes(2 * ((bits + 7) / 8)));
            int length = (modulus(key).bitLength() + 7) / 8;
            var e = ((java.security.interfaces.RSAPublicKey) key.getPublic()).getPublicExponent();
            shown =
                    new WireWriter()
                            .s32(modulus(key).bitLength())
                            .bytes(HexFormat.of().parseHex(hex(modulus(key), length)))
                            .bytes(HexFormat.of().parseHex(hex(e, length)))
                            .toByteArray();
            wire.send(new WireWriter().bytes(shown));
            return server.toByteArray();
        }

        void logIn(Wire wire) {
            try {
                speak(wire);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        private void speak(Wire wire) throws GeneralSecurityException {
            var serverKey = showKey(wire);
            var rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.ENCRYPT_MODE, SERVER.getPublic());
            var ours = new byte[secretBytes];
            Arrays.fill(ours, (byte) 9);
            var encrypted = rsa.doFinal(ours);
            wire.send(new WireWriter().u16(encrypted.length).bytes(encrypted));

            rsa.init(Cipher.DECRYPT_MODE, key.getPrivate());
            var theirs = rsa.doFinal(wire.bytes(wire.u16()));
            assertEquals(secretBytes, theirs.length);
            frames = new EaxWire(wire, aesKey(ours, theirs), aesKey(theirs, ours));
            var expected = hash(serverKey, shown);
            assertArrayEquals(expected, frames.bytes(expected.length));
            var proof = hash(shown, serverKey);
            proof[0] ^= (byte) (spoilsHash ? 1 : 0);
            frames.send(new WireWriter().bytes(proof));

            assertEquals(name.isEmpty() ? 2 : 1, frames.u8());
            say(
                    new WireWriter()
                            .u8(name.length())
                            .bytes(name.getBytes(UTF_8))
                            .u8(password.length() - lengthIsShortBy)
                            .bytes(password.getBytes(UTF_8)));
        }

        private void say(WireWriter credentials) {
            if (!inPieces) {
                frames.send(credentials);
                return;
            }
            for (byte b : credentials.toByteArray()) {
                frames.send(new WireWriter().u8(b));
            }
        }

        private byte[] aesKey(byte[] first, byte[] second) throws GeneralSecurityException {
            return Arrays.copyOf(hash(first, second), secretBytes);
        }

        private byte[] hash(byte[] first, byte[] second) throws GeneralSecurityException {
            var digest = MessageDigest.getInstance(hash);
            digest.update(first);
            return digest.digest(second);
        }
    }
}
