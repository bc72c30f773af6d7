package dev.covnc.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.nio.CharBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What is kept of a password, in the notation of the Password Hashing Competition.
///
/// ```
///     $argon2id$v=19$m=KIBIBYTES,t=PASSES,p=LANES$SALT$HASH      RFC 9106
///     $pbkdf2-sha256$i=ROUNDS$SALT$HASH                          RFC 8018; also sha512
///                                                                salt and hash in base64, unpadded
/// ```
record PasswordHash(Recipe recipe, byte[] salt, byte[] hash) {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$(?:argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
                            + "|pbkdf2-(sha256|sha512)\\$i=(\\d{1,8}))"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** How a password is made into a hash. */
    sealed interface Recipe {
        byte[] hash(char[] password, byte[] salt, int length);
    }

    /** Takes memory as well as time. */
    record Argon2id(int kibibytes, int passes, int lanes) implements Recipe {
        /** What OWASP's cheat sheet on password storage asks for at least. */
        static final Argon2id USUAL = new Argon2id(19 << 10, 2, 1);

        private static final int MOST_KIBIBYTES = 1 << 20;

        Argon2id {
            if (kibibytes < 8 * lanes || kibibytes > MOST_KIBIBYTES || passes < 1 || lanes < 1) {
                throw new IllegalArgumentException("no Argon2 takes these parameters");
            }
        }

        @Override
        public byte[] hash(char[] password, byte[] salt, int length) {
            var generator = new Argon2BytesGenerator();
            generator.init(
                    new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                            .withMemoryAsKB(kibibytes)
                            .withIterations(passes)
                            .withParallelism(lanes)
                            .withSalt(salt)
                            .build());
            var utf8 = UTF_8.encode(CharBuffer.wrap(password));
            var bytes = Arrays.copyOf(utf8.array(), utf8.limit());
            var hash = new byte[length];
            generator.generateBytes(bytes, hash);
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(utf8.array(), (byte) 0);
            return hash;
        }

        @Override
        public String toString() {
            return "argon2id$v=19$m=%d,t=%d,p=%d".formatted(kibibytes, passes, lanes);
        }
    }

    /** What is approved everywhere. */
    record Pbkdf2(String digest, int rounds) implements Recipe {
        Pbkdf2 {
            if (rounds < 1) {
                throw new IllegalArgumentException("PBKDF2 has at least 1 round");
            }
        }

        @Override
        public byte[] hash(char[] password, byte[] salt, int length) {
            var spec = new PBEKeySpec(password, salt, rounds, length * 8);
            try {
                return SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest.toUpperCase())
                        .generateSecret(spec)
                        .getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java lacks PBKDF2", e);
            } finally {
                spec.clearPassword();
            }
        }

        @Override
        public String toString() {
            return "pbkdf2-%s$i=%d".formatted(digest, rounds);
        }
    }

    static PasswordHash of(char[] password) {
        return of(password, Argon2id.USUAL);
    }

    static PasswordHash of(char[] password, Recipe recipe) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(recipe, salt, recipe.hash(password, salt, HASH_BYTES));
    }

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException if it is none, or of another recipe
     */
    static PasswordHash parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("is not $argon2id$... or $pbkdf2-sha256$...");
        }
        return new PasswordHash(recipe(match), base64(match.group(6)), base64(match.group(7)));
    }

    private static Recipe recipe(MatchResult match) {
        return match.group(4) == null
                ? new Argon2id(number(match, 1), number(match, 2), number(match, 3))
                : new Pbkdf2(match.group(4), number(match, 5));
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    /** Takes tens of milliseconds, that being its purpose. */
    boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, recipe.hash(password, salt, hash.length));
    }

    /** A hash that no password is known for, and that takes as long to be tried. */
    PasswordHash decoy() {
        var nothing = new byte[hash.length];
        RANDOM.nextBytes(nothing);
        return new PasswordHash(recipe, salt, nothing);
    }

    @Override
    public String toString() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$%s$%s$%s"
                .formatted(recipe, base64.encodeToString(salt), base64.encodeToString(hash));
    }
}
