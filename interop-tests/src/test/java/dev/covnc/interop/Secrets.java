package dev.covnc.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** What a server is given to know its users and to be known by its viewers. */
final class Secrets {

    static final String USER = "alice";
    private static final byte[] SALT = "sixteen of salt.".getBytes();
    private static final int ROUNDS = 1000;

    private final Path keys = Program.newFile("keys");

    /** The options for a server that offers this type, to users or to who knows the password. */
    String[] options(String type, boolean toUsers) {
        var options = new ArrayList<>(List.of("--security-types", type, "--keys", keys.toString()));
        options.addAll(
                toUsers
                        ? List.of("--users-file", usersFile().toString())
                        : List.of("--password-file", ViewerContract.passwordFile().toString()));
        return options.toArray(String[]::new);
    }

    /** Of one user, with a hash that is computed here, by another hand than the server's. */
    private static Path usersFile() {
        try {
            var spec = new PBEKeySpec(ViewerContract.PASSWORD.toCharArray(), SALT, ROUNDS, 256);
            var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
            var hash = factory.generateSecret(spec).getEncoded();
            var base64 = Base64.getEncoder().withoutPadding();
            var line =
                    "%s:all:$pbkdf2-sha256$i=%d$%s$%s%n"
                            .formatted(
                                    USER,
                                    ROUNDS,
                                    base64.encodeToString(SALT),
                                    base64.encodeToString(hash));
            return Files.writeString(Program.newFile("users"), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who has signed the server's certificate: it has done so itself. Once it has started. */
    Path authority() {
        try {
            var pem = Files.readString(keys.resolve("tls.pem"));
            var certificate = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE"));
            return Files.writeString(Program.newFile("authority.pem"), certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For viewers that take a user's name and password from there. */
    static Map<String, String> environment(String password) {
        return Map.of("VNC_USERNAME", USER, "VNC_PASSWORD", password);
    }
}
