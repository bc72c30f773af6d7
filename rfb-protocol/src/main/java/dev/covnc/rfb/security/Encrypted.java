package dev.covnc.rfb.security;

import dev.covnc.rfb.Layer;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.util.List;
import java.util.Objects;

/// One of VeNCrypt's types that begin with TLS, and then are another type inside it (rfbproto
/// section 7.2.7).
///
/// ```
///     server   u8 1                 0: it cannot
///              TLS handshake
///              what the type inside says
/// ```
///
/// What a viewer sends before it has read the 1 goes to TLS like all the rest, which cannot make
/// anything of it: nobody can smuggle words in clear into the encrypted session.
public final class Encrypted implements SecurityType {
    private static final int FIRST_ANONYMOUS = 257;
    private static final int FIRST_CERTIFIED = 260;

    private static final int READY = 1;

    private final int number;
    private final String name;
    private final Layer tls;
    private final SecurityType inside;

    private Encrypted(int first, String prefix, Layer tls, SecurityType inside) {
        int place =
                switch (inside.number()) {
                    case None.NUMBER -> 0;
                    case VncAuth.NUMBER -> 1;
                    case Plain.NUMBER -> 2;
                    default ->
                            throw new IllegalArgumentException(
                                    "VeNCrypt has no type for %s inside TLS"
                                            .formatted(inside.name()));
                };
        this.number = first + place;
        this.name = prefix + List.of("None", "Vnc", "Plain").get(place);
        this.tls = Objects.requireNonNull(tls);
        this.inside = inside;
    }

    /**
     * TLSNone, TLSVnc or TLSPlain: nobody can listen, but the server proves nothing, so that
     * somebody in between can be taken for it.
     *
     * @param tls anonymous, up to version 1.2: viewers bring no other to these types
     * @param inside {@link None}, {@link VncAuth} or {@link Plain}
     * @throws IllegalArgumentException for another one inside
     */
    public static Encrypted anonymously(Layer tls, SecurityType inside) {
        return new Encrypted(FIRST_ANONYMOUS, "TLS", tls, inside);
    }

    /**
     * X509None, X509Vnc or X509Plain: the server shows a certificate.
     *
     * @param tls with a certificate
     * @param inside {@link None}, {@link VncAuth} or {@link Plain}
     * @throws IllegalArgumentException for another one inside
     */
    public static Encrypted withCertificate(Layer tls, SecurityType inside) {
        return new Encrypted(FIRST_CERTIFIED, "X509", tls, inside);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Identity authenticate(Wire wire) {
        wire.send(new WireWriter().u8(READY));
        wire.secure(tls);
        return inside.authenticate(wire);
    }
}
