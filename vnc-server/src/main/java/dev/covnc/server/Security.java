package dev.covnc.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import javax.security.auth.x500.X500Principal;

/**
 * The ways in which viewers may prove themselves, and the keys that this takes. Not thread-safe.
 *
 * <pre>{@code
 * VncServer.builder(display)
 *         .authenticator(UsersFile.open(users))
 *         .security(new Security()
 *                 .types(X509_PLAIN, RA2_256, RA2_NE)
 *                 .certificate(Path.of("cert.pem"), Path.of("key.pem")))
 * }</pre>
 *
 * <p>Without it a server offers VNC authentication where it has a password; where it knows users,
 * whatever asks for one in secret, the certificate before RSA; and None where it has neither.
 */
public final class Security {

    /**
     * A way for a viewer to prove itself, named as TigerVNC's programs name it. The comments say
     * what each protects from.
     */
    public enum Type {
        /** Everybody may do everything. */
        NONE("None"),
        /** Keeps honest people out: who listens finds the password, and sees all. */
        VNC_AUTH("VncAuth"),
        /** A user's name and password in clear, for who has encrypted the connection himself. */
        PLAIN("Plain"),
        /** Nobody can listen, but somebody can be in between; everybody may do everything. */
        TLS_NONE("TLSNone"),
        /** Nobody can listen, but somebody can be in between; then as VNC authentication. */
        TLS_VNC("TLSVnc"),
        /** Nobody can listen, but somebody can be in between; then a user's name and password. */
        TLS_PLAIN("TLSPlain"),
        /** The server has a certificate; the viewer has one too, or may do everything. */
        X509_NONE("X509None"),
        /** The server has a certificate; then as VNC authentication. */
        X509_VNC("X509Vnc"),
        /** The server has a certificate; then a user's name and password. */
        X509_PLAIN("X509Plain"),
        /** The server has a key that viewers remember; AES-128. */
        RA2("RA2"),
        /** As RA2 for the password, but the session is in clear. */
        RA2_NE("RA2ne"),
        /** The server has a key that viewers remember; AES-256. */
        RA2_256("RA2_256"),
        /** As RA2_256 for the password, but the session is in clear. */
        RA2_NE_256("RA2ne_256"),
        /**
         * Apple's: nobody who only listens has the name and the password; the session is in clear.
         */
        DIFFIE_HELLMAN("DH"),
        /** TightVNC's form of None and of VNC authentication, for its old viewers. */
        TIGHT("Tight"),
        /** UltraVNC's: protects from nobody, and is never offered unless it is named. */
        MS_LOGON_II("MSLogonII");

        private final String title;

        Type(String title) {
            this.title = title;
        }

        /**
         * The type of that name, in whatever case.
         *
         * @throws IllegalArgumentException if there is none; the message names those that there are
         */
        public static Type named(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.title.equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "There is no security type %s; there are %s"
                                                    .formatted(name, Arrays.toString(values()))));
        }

        /** The name that {@link #named} knows. */
        @Override
        public String toString() {
            return title;
        }
    }

    private List<Type> types = List.of();
    private Optional<Path> certificate = Optional.empty();
    private Optional<Path> key = Optional.empty();
    private Optional<Path> authorities = Optional.empty();
    private Predicate<X500Principal> rule = _ -> true;
    private Path directory = OwnKeys.usualDirectory();

    /** What fits the passwords and users of the server, with keys of its own. */
    public Security() {}

    /**
     * The types to offer and no others, the preferred ones first: most viewers take the first that
     * they know. VeNCrypt's come together, where the first of them stands.
     *
     * @throws IllegalArgumentException if there is none, or one twice
     */
    public Security types(Type... types) {
        this.types = List.of(types);
        if (types.length == 0 || this.types.stream().distinct().count() < types.length) {
            throw new IllegalArgumentException(
                    "Security types are to be named, each once, not " + this.types);
        }
        return this;
    }

    /**
     * The server's certificate, with those that lead to one that viewers trust behind it, and its
     * key: both in PEM, in one file or in two. They are read again when they have changed.
     */
    public Security certificate(Path certificate, Path key) {
        this.certificate = Optional.of(certificate);
        this.key = Optional.of(key);
        return this;
    }

    /**
     * Lets in through TLS with certificates only those that show one themselves. Browsers are not
     * asked.
     *
     * @param authorities in PEM, one of which has to have signed it
     * @param rule which distinguished names may come in
     */
    public Security viewerCertificates(Path authorities, Predicate<X500Principal> rule) {
        this.authorities = Optional.of(authorities);
        this.rule = Objects.requireNonNull(rule);
        return this;
    }

    /**
     * Where the server keeps the keys that it makes for itself where it needs some and was given
     * none: {@code covnc} in the user's configuration ({@code ~/.config}) unless said otherwise.
     */
    public Security keys(Path directory) {
        this.directory = Objects.requireNonNull(directory);
        return this;
    }

    List<Type> types() {
        return new ArrayList<>(types);
    }

    Optional<Path> certificate() {
        return certificate;
    }

    Optional<Path> key() {
        return key;
    }

    Optional<Path> authorities() {
        return authorities;
    }

    Predicate<X500Principal> rule() {
        return rule;
    }

    Path directory() {
        return directory;
    }
}
