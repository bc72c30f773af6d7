package dev.covnc.server;

import static dev.covnc.server.Security.Type.DIFFIE_HELLMAN;
import static dev.covnc.server.Security.Type.NONE;
import static dev.covnc.server.Security.Type.RA2;
import static dev.covnc.server.Security.Type.RA2_256;
import static dev.covnc.server.Security.Type.RA2_NE;
import static dev.covnc.server.Security.Type.VNC_AUTH;
import static dev.covnc.server.Security.Type.X509_PLAIN;

import dev.covnc.rfb.Layer;
import dev.covnc.rfb.security.Accounts;
import dev.covnc.rfb.security.DiffieHellman;
import dev.covnc.rfb.security.Encrypted;
import dev.covnc.rfb.security.MsLogonII;
import dev.covnc.rfb.security.None;
import dev.covnc.rfb.security.Plain;
import dev.covnc.rfb.security.Ra2;
import dev.covnc.rfb.security.SecurityOffer;
import dev.covnc.rfb.security.SecurityType;
import dev.covnc.rfb.security.Tight;
import dev.covnc.rfb.security.VeNCrypt;
import dev.covnc.server.Security.Type;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The security types that a server offers, by what it was told and what it knows viewers by. */
final class Offer {
    /** In each of them a user's name and password cannot be listened to. */
    private static final List<Type> FOR_USERS =
            List.of(X509_PLAIN, RA2_256, RA2, RA2_NE, DIFFIE_HELLMAN);

    private static final Set<Type> OPEN = Set.of(NONE, Type.TLS_NONE, Type.X509_NONE);

    private final Security security;
    private final Optional<Passwords> passwords;
    private final Optional<Accounts> accounts;
    private final boolean hasUsers;

    // Made when the first type needs them.
    private Layer anonymousTls;
    private Layer certifiedTls;
    private KeyPair rsaKey;

    /**
     * @param logins of users with names, for the types that ask for one; without, the passwords
     *     serve for those too
     */
    Offer(Security security, Optional<Passwords> passwords, Optional<Logins> logins) {
        this.security = security;
        this.passwords = passwords;
        accounts = logins.<Accounts>map(some -> some).or(() -> passwords);
        hasUsers = logins.isPresent();
    }

    /**
     * The offer, with keys read, or made.
     *
     * @throws IllegalStateException if a type is offered for which something else is missing, or
     *     one that lets everybody in where others are asked for a password
     * @throws FileSystemException whose message says in one line which key cannot be used, and why
     */
    Offers make() throws IOException {
        var names = names();
        return new Offers(
                make(names),
                make(forBrowsers(names, false, false)),
                make(forBrowsers(names, false, true)),
                make(forBrowsers(names, true, true)));
    }

    /**
     * Of these types, those that noVNC knows, and what it can do in place of the others.
     *
     * @param secure whether all is encrypted already
     * @param mayEncrypt whether scripts may
     */
    private List<Type> forBrowsers(List<Type> names, boolean secure, boolean mayEncrypt) {
        var types = new LinkedHashSet<Type>();
        for (var name : names) {
            switch (name) {
                case NONE, VNC_AUTH, TIGHT, MS_LOGON_II -> types.add(name);
                case PLAIN, TLS_PLAIN, X509_PLAIN -> addIf(secure, Type.PLAIN, types);
                case TLS_VNC, X509_VNC -> addIf(secure, VNC_AUTH, types);
                case TLS_NONE, X509_NONE -> addIf(secure && !asksForCertificate(name), NONE, types);
                case RA2, RA2_NE, RA2_256, RA2_NE_256 -> addIf(mayEncrypt, RA2_NE, types);
                case DIFFIE_HELLMAN -> addIf(mayEncrypt, name, types);
            }
        }
        return List.copyOf(types);
    }

    private static void addIf(boolean condition, Type type, Set<Type> types) {
        if (condition) {
            types.add(type);
        }
    }

    private SecurityOffer make(List<Type> names) throws IOException {
        var types = new ArrayList<SecurityType>();
        var inVeNCrypt = new ArrayList<SecurityType>();
        int place = -1;
        for (var name : names) {
            var type = type(name);
            if (type instanceof Encrypted || type instanceof Plain) {
                place = place < 0 ? types.size() : place;
                inVeNCrypt.add(type);
            } else {
                types.add(type);
            }
        }
        if (place >= 0) {
            types.add(place, new VeNCrypt(inVeNCrypt));
        }
        return new SecurityOffer(types);
    }

    private List<Type> names() {
        var named = security.types();
        if (!named.isEmpty()) {
            return named;
        }
        if (accounts.isEmpty()) {
            return List.of(NONE);
        }
        return passwords.isPresent() && !hasUsers ? List.of(VNC_AUTH) : FOR_USERS;
    }

    private SecurityType type(Type name) throws IOException {
        if (OPEN.contains(name) && accounts.isPresent() && !asksForCertificate(name)) {
            throw new IllegalStateException(
                    name + " lets everybody in, and there are passwords: leave one of the two out");
        }
        return switch (name) {
            case NONE -> new None();
            case VNC_AUTH -> vncAuth(name);
            case PLAIN -> new Plain(accounts(name));
            case TLS_NONE -> anonymous(new None());
            case TLS_VNC -> anonymous(vncAuth(name));
            case TLS_PLAIN -> anonymous(new Plain(accounts(name)));
            case X509_NONE -> certified(new None());
            case X509_VNC -> certified(vncAuth(name));
            case X509_PLAIN -> certified(new Plain(accounts(name)));
            case RA2 -> ra2(Ra2.Variant.RA2, name);
            case RA2_NE -> ra2(Ra2.Variant.RA2_NE, name);
            case RA2_256 -> ra2(Ra2.Variant.RA2_256, name);
            case RA2_NE_256 -> ra2(Ra2.Variant.RA2_NE_256, name);
            case DIFFIE_HELLMAN -> new DiffieHellman(accounts(name));
            case TIGHT -> new Tight(List.of(accounts.isPresent() ? vncAuth(name) : new None()));
            case MS_LOGON_II -> new MsLogonII(accounts(name));
        };
    }

    private boolean asksForCertificate(Type name) {
        return name == Type.X509_NONE && security.authorities().isPresent();
    }

    private SecurityType vncAuth(Type name) {
        return passwords
                .orElseThrow(() -> new IllegalStateException(name + " needs a password"))
                .vncAuth();
    }

    private Accounts accounts(Type name) {
        return accounts.orElseThrow(
                () -> new IllegalStateException(name + " needs users or a password"));
    }

    private SecurityType anonymous(SecurityType inside) {
        if (anonymousTls == null) {
            anonymousTls = new AnonymousTls();
        }
        return Encrypted.anonymously(anonymousTls, inside);
    }

    private SecurityType certified(SecurityType inside) throws IOException {
        if (certifiedTls == null) {
            certifiedTls = new CertifiedTls(tlsKeys(clientCertificates()));
        }
        return Encrypted.withCertificate(certifiedTls, inside);
    }

    /**
     * What browsers are shown, who are not asked for certificates of theirs; nothing where the
     * server has none itself.
     */
    Optional<TlsKeys> keysForBrowsers() throws IOException {
        boolean has = security.certificate().isPresent() || certifiedTls != null;
        return has ? Optional.of(tlsKeys(Optional.empty())) : Optional.empty();
    }

    private Optional<ClientCertificates> clientCertificates() throws IOException {
        return security.authorities().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ClientCertificates.read(security.authorities().get(), security.rule()));
    }

    private TlsKeys tlsKeys(Optional<ClientCertificates> viewers) throws IOException {
        if (security.certificate().isPresent()) {
            return new TlsKeys(security.certificate().get(), security.key().orElseThrow(), viewers);
        }
        var own = new OwnKeys(security.directory(), Clock.systemUTC()).certificate();
        return new TlsKeys(own, own, viewers);
    }

    private SecurityType ra2(Ra2.Variant variant, Type name) throws IOException {
        var known = accounts(name);
        if (rsaKey == null) {
            rsaKey = new OwnKeys(security.directory(), Clock.systemUTC()).rsa();
        }
        return new Ra2(variant, rsaKey, hasUsers, known);
    }
}
