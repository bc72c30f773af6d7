package dev.covnc.rfb.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.util.HashSet;
import java.util.List;

/// TightVNC's type: a second choice, and lists of what the server can do (rfbproto section 7.2.3).
///
/// ```
///     server   u32 0                        no tunnels to choose from
///     server   u32 n, n x capability        n = 0: as if None was chosen
///     viewer   u32 code                     if n > 0
///              what that type says
///     ...
///     after ServerInit, {@link #extend}:
///     server   u16 n, u16 0, u16 m, u16 0, n x capability, m x capability
///                of messages from the server; from the viewer; and of encodings
///
///     capability = u32 code, vendor [4], signature [8]
/// ```
public final class Tight implements SecurityType {
    static final int NUMBER = 16;

    private static final List<Capability> ENCODINGS =
            List.of(
                    new Capability(Encodings.COPY_RECT, "STDV", "COPYRECT"),
                    new Capability(Encodings.RRE, "STDV", "RRE_____"),
                    new Capability(Encodings.CO_RRE, "STDV", "CORRE___"),
                    new Capability(Encodings.HEXTILE, "STDV", "HEXTILE_"),
                    new Capability(Encodings.ZLIB, "TRDV", "ZLIB____"),
                    new Capability(Encodings.TIGHT, "TGHT", "TIGHT___"),
                    new Capability(Encodings.ZRLE, "STDV", "ZRLE____"),
                    new Capability(Encodings.QUALITY_LEVEL_0, "TGHT", "JPEGQLVL"),
                    new Capability(Encodings.COMPRESSION_LEVEL_0, "TGHT", "COMPRLVL"),
                    new Capability(Encodings.CURSOR, "TGHT", "RCHCURSR"),
                    new Capability(Encodings.LAST_RECT, "TGHT", "LASTRECT"),
                    new Capability(Encodings.DESKTOP_SIZE, "TGHT", "NEWFBSIZ"));

    private final List<SecurityType> types;

    /**
     * Tight with these types, the preferred ones first.
     *
     * @param types {@link None} and {@link VncAuth} are possible
     * @throws IllegalArgumentException if there is none, another one, or one twice
     */
    public Tight(List<SecurityType> types) {
        this.types = List.copyOf(types);
        var numbers = new HashSet<Integer>();
        for (var type : this.types) {
            if (!numbers.add(type.number())) {
                throw new IllegalArgumentException(type.name() + " is inside Tight twice");
            }
            capability(type);
        }
        if (this.types.isEmpty()) {
            throw new IllegalArgumentException("Tight has at least one type inside");
        }
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return "Tight";
    }

    @Override
    public Identity authenticate(Wire wire) {
        var offer = new WireWriter().s32(0).s32(types.size());
        types.forEach(type -> capability(type).write(offer));
        wire.send(offer);

        long choice = wire.u32();
        for (var type : types) {
            if (type.number() == choice) {
                return type.authenticate(wire);
            }
        }
        throw new ProtocolException(
                "The viewer chose Tight's type %d, but was offered %s".formatted(choice, names()));
    }

    /** What a viewer expects after ServerInit when it has chosen this type. */
    @Override
    public void extend(WireWriter serverInit) {
        serverInit.u16(0).u16(0).u16(ENCODINGS.size()).u16(0);
        ENCODINGS.forEach(encoding -> encoding.write(serverInit));
    }

    private static Capability capability(SecurityType type) {
        return switch (type.number()) {
            case None.NUMBER -> new Capability(None.NUMBER, "STDV", "NOAUTH__");
            case VncAuth.NUMBER -> new Capability(VncAuth.NUMBER, "STDV", "VNCAUTH_");
            default ->
                    throw new IllegalArgumentException(
                            "%s cannot be inside Tight".formatted(type.name()));
        };
    }

    private String names() {
        return types.stream().map(SecurityType::name).collect(joining(", ", "[", "]"));
    }

    private record Capability(int code, String vendor, String signature) {
        void write(WireWriter out) {
            out.s32(code).bytes(vendor.getBytes(US_ASCII)).bytes(signature.getBytes(US_ASCII));
        }
    }
}
