package dev.covnc.rfb.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES in EAX mode (Bellare, Rogaway and Wagner, 2004), which encrypts and proves that nothing was
/// changed, out of the two modes that the JDK has at the speed of the processor.
///
/// ```
///     N = OMAC 0 (nonce)      H = OMAC 1 (header)
///     ciphertext = CTR from N (plaintext)
///     MAC = N xor H xor OMAC 2 (ciphertext)
///
///     OMAC t (x) = CMAC (15 zero bytes, t, x)                               NIST SP 800-38B
///     CMAC (x)   = the last block of CBC (x), whose own last block was changed before:
///                  xor 2L if it was whole, else padded with 80 00 ... and xor 4L; L = AES (0)
/// ```
///
/// For one key and one direction. Not thread-safe.
final class Eax {
    /** Of a block, a nonce and a MAC. */
    static final int BLOCK = 16;

    private final SecretKeySpec key;
    private final Cipher ctr;
    private final Cipher cbc;
    private final byte[] whole;
    private final byte[] padded;

    private final byte[] block = new byte[BLOCK];
    private final byte[] nonceMac = new byte[BLOCK];
    private final byte[] mac = new byte[BLOCK];

    /** What CBC puts out and nobody wants. */
    private byte[] scratch = new byte[BLOCK];

    /**
     * @param key of 16 or 32 bytes, copied
     */
    Eax(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            ctr = Cipher.getInstance("AES/CTR/NoPadding");
            cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.ENCRYPT_MODE, this.key, new IvParameterSpec(new byte[BLOCK]));
            whole = doubled(cbc.doFinal(new byte[BLOCK]));
            padded = doubled(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES.", e);
        }
    }

    /**
     * Encrypts {@code length} bytes to {@code into}, where the MAC follows them.
     *
     * @param nonce never used before with this key
     * @param header is not encrypted, but what the MAC proves
     */
    void seal(
            byte[] nonce, byte[] header, byte[] from, int offset, int length, byte[] into, int at) {
        try {
            begin(nonce);
            ctr.doFinal(from, offset, length, into, at);
            finishMac(header, into, at, length);
            System.arraycopy(mac, 0, into, at + length, BLOCK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decrypts, in place, {@code length} bytes that a MAC follows. Unless the MAC is right, nothing
     * is decrypted and the answer is false.
     */
    boolean open(byte[] nonce, byte[] header, byte[] sealed, int offset, int length) {
        try {
            begin(nonce);
            finishMac(header, sealed, offset, length);
            var claimed = Arrays.copyOfRange(sealed, offset + length, offset + length + BLOCK);
            if (!MessageDigest.isEqual(mac, claimed)) {
                return false;
            }
            ctr.doFinal(sealed, offset, length, sealed, offset);
            return true;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin(byte[] nonce) throws GeneralSecurityException {
        omac(0, nonce, 0, nonce.length, nonceMac);
        ctr.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonceMac));
    }

    private void finishMac(byte[] header, byte[] ciphertext, int offset, int length)
            throws GeneralSecurityException {
        omac(2, ciphertext, offset, length, mac);
        xor(mac, nonceMac);
        omac(1, header, 0, header.length, block);
        xor(mac, block);
    }

    private void omac(int t, byte[] bytes, int offset, int length, byte[] into)
            throws GeneralSecurityException {
        Arrays.fill(block, (byte) 0);
        block[BLOCK - 1] = (byte) t;
        if (length == 0) {
            xor(block, whole);
            cbc.doFinal(block, 0, BLOCK, into, 0);
            return;
        }
        int before = (length - 1) / BLOCK * BLOCK;
        makeRoom(BLOCK + before);
        cbc.update(block, 0, BLOCK, scratch, 0);
        cbc.update(bytes, offset, before, scratch, BLOCK);

        int last = length - before;
        System.arraycopy(bytes, offset + before, block, 0, last);
        if (last < BLOCK) {
            block[last] = (byte) 0x80;
            Arrays.fill(block, last + 1, BLOCK, (byte) 0);
        }
        xor(block, last < BLOCK ? padded : whole);
        cbc.doFinal(block, 0, BLOCK, into, 0);
    }

    private void makeRoom(int length) {
        if (scratch.length < length) {
            scratch = new byte[length];
        }
    }

    private static void xor(byte[] into, byte[] other) {
        for (int i = 0; i < BLOCK; i++) {
            into[i] ^= other[i];
        }
    }

    /** Times x in GF(2^128): a shift, and 87 (hex) where a bit fell out. */
    private static byte[] doubled(byte[] value) {
        var twice = new byte[BLOCK];
        int carry = 0;
        for (int i = BLOCK - 1; i >= 0; i--) {
            int shifted = (value[i] & 0xff) << 1 | carry;
            twice[i] = (byte) shifted;
            carry = shifted >>> 8;
        }
        twice[BLOCK - 1] ^= (byte) (carry * 0x87);
        return twice;
    }
}
