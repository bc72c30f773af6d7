package dev.covnc.rfb.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** A user name and a password, as they came from a viewer, on their way to the accounts. */
final class Credentials {
    private static final String REASON = "Authentication failed";

    private Credentials() {}

    /** The same words for whatever it was, so that they tell a stranger nothing. */
    static AuthenticationFailed refused() {
        return new AuthenticationFailed(REASON);
    }

    /**
     * Asks the accounts. What cannot be a name or a password is refused before: bytes that are not
     * UTF-8, a zero byte, at which others would see the end of it, and an empty password, which
     * some directories take for a wish to look around as nobody.
     *
     * @param password is wiped
     */
    static Identity login(Accounts accounts, byte[] user, byte[] password) {
        char[] secret = null;
        try {
            var name = new String(text(user));
            secret = text(password);
            if (secret.length == 0) {
                throw refused();
            }
            return accounts.login(name, secret);
        } finally {
            Arrays.fill(password, (byte) 0);
            if (secret != null) {
                Arrays.fill(secret, '\0');
            }
        }
    }

    private static char[] text(byte[] utf8) {
        CharBuffer text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException _) {
            throw refused();
        }
        var chars = new char[text.remaining()];
        text.get(chars);
        Arrays.fill(text.array(), '\0');
        for (char c : chars) {
            if (c == '\0') {
                throw refused();
            }
        }
        return chars;
    }
}
