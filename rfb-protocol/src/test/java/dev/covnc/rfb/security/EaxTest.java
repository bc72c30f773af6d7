package dev.covnc.rfb.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.EAXBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

class EaxTest {

    /** From the paper, section "Test vectors": message, key, nonce, header, ciphertext with MAC. */
    @ParameterizedTest
    @CsvSource({
        "'', 233952DEE4D5ED5F9B9C6D6FF80FF478, 62EC67F9C3A4A407FCB2A8C49031A8B3,"
                + " 6BFB914FD07EAE6B, E037830E8389F27B025A2D6527E79D01",
        "F7FB, 91945D3F4DCBEE0BF45EF52255F095A4, BECAF043B0A23D843194BA972C66DEBD,"
                + " FA3BFD4806EB53FA, 19DD5C4C9331049D0BDAB0277408F67967E5",
        "1A47CB4933, 01F74AD64077F2E704C0F60ADA3DD523, 70C3DB4F0D26368400A10ED05D2BFF5E,"
                + " 234A3463C1264AC6, D851D5BAE03A59F238A23E39199DC9266626C40F80",
        "CA40D7446E545FFAED3BD12A740A659FFBBB3CEAB7, 8395FCF1E95BEBD697BD010BC766AAC3,"
                + " 22E7ADD93CFC6393C57EC0B3C17D6B44, 126735FCC320D25A,"
                + " CB8920F87A6C75CFF39627B56E3ED197C552D295A7CFC46AFC253B4652B1AF3795B124AB6E"
    })
    void theVectorsOfItsAuthorsComeOut(
            String message, String key, String nonce, String header, String sealed) {
        assertEquals(sealed, hex(seal(bytes(key), bytes(nonce), bytes(header), bytes(message))));
    }

    @Test
    void aFrameOfRa2IsTheOneOfOtherImplementations() {
        var key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        var message = new byte[37];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (7 * i);
        }
        var nonce = new byte[16];
        assertEquals(
                "789B484AD4A50C3C15E0F79B45FB1B06E3F65D69B5926B7581B5EDADFB434BD0F81A779CF32EE1EBE1"
                        + "1174F6D9B98042E5B2666C78",
                hex(seal(key, nonce, bytes("0025"), message)));
        nonce[0] = 1;
        assertEquals(
                "E0039EF493F1E6AE9A7A90676B63841581AC4DAE3C112FCDA7BDD463438091936DF47B39B624E81092"
                        + "CB27729596D10B6CA819A89C",
                hex(seal(key, nonce, bytes("0025"), message)));
    }

    @Test
    void bouncyCastleComesToTheSameForEveryLength() throws Exception {
        var random = new Random(1);
        for (int length = 0; length < 100; length++) {
            compare(random, 16, length);
            compare(random, 32, length);
        }
        compare(random, 16, 8192);
        compare(random, 32, 65535);
    }

    @Test
    void aSingleChangedBitIsNoticedAndNothingIsDecrypted() {
        var key = new byte[16];
        var nonce = new byte[16];
        var header = new byte[] {0, 20};
        var sealed = seal(key, nonce, header, new byte[20]);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            var before = changed.clone();
            assertFalse(new Eax(key).open(nonce, header, changed, 0, 20));
            assertArrayEquals(before, changed);
        }
        assertFalse(new Eax(key).open(nonce, new byte[] {0, 21}, sealed, 0, 20));
        assertFalse(new Eax(key).open(new byte[] {1}, header, sealed, 0, 20));
        assertTrue(new Eax(key).open(nonce, header, sealed, 0, 20));
    }

    private static void compare(Random random, int keyBytes, int length) throws Exception {
        var key = random(random, keyBytes);
        var nonce = random(random, 16);
        var header = random(random, 2);
        var message = random(random, length);

        var theirs = new EAXBlockCipher(AESEngine.newInstance());
        theirs.init(true, new AEADParameters(new KeyParameter(key), 128, nonce, header));
        var expected = new byte[theirs.getOutputSize(length)];
        theirs.doFinal(expected, theirs.processBytes(message, 0, length, expected, 0));

        var sealed = seal(key, nonce, header, message);
        assertArrayEquals(expected, sealed);
        assertTrue(new Eax(key).open(nonce, header, sealed, 0, length));
        assertArrayEquals(message, Arrays.copyOf(sealed, length));
    }

    private static byte[] seal(byte[] key, byte[] nonce, byte[] header, byte[] message) {
        var sealed = new byte[message.length + Eax.BLOCK];
        new Eax(key).seal(nonce, header, message, 0, message.length, sealed, 0);
        return sealed;
    }

    private static byte[] random(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.toLowerCase(java.util.Locale.ROOT));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
