package dev.covnc.interop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The file that viewers keep a password in: encrypted with DES and a key that all of them share.
 */
final class PasswordFile {

    /** 23 82 107 6 35 78 88 7, the bits of each byte mirrored, as everywhere where VNC uses DES. */
    private static final byte[] KEY = {
        (byte) 0xe8, 0x4a, (byte) 0xd6, 0x60, (byte) 0xc4, 0x72, 0x1a, (byte) 0xe0
    };

    private PasswordFile() {}

    static Path write(String password) {
        try {
            var cipher = Cipher.getInstance("DES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "DES"));
            var padded = Arrays.copyOf(password.getBytes(StandardCharsets.ISO_8859_1), 8);
            return Files.write(Program.newFile("vncpasswd"), cipher.doFinal(padded));
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
