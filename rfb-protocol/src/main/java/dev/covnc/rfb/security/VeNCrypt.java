package dev.covnc.rfb.security;

import static java.util.stream.Collectors.joining;

import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// VeNCrypt 0.2: a second choice, of a type that may begin with TLS (rfbproto section 7.2.7).
///
/// ```
///     server   u8 0, u8 2                   the version
///     viewer   u8 0, u8 2
///     server   u8 0                         ff: no such version
///     server   u8 n, n x u32 type
///     viewer   u32 type
///              what that type says
/// ```
public final class VeNCrypt implements SecurityType {
    static final int NUMBER = 19;

    /** Types that begin with a choice themselves. */
    private static final Set<Integer> CHOICES = Set.of(NUMBER, Tight.NUMBER);

    private static final int MAJOR = 0;
    private static final int MINOR = 2;
    private static final int NO_SUCH_VERSION = 0xff;

    private final List<SecurityType> types;

    /**
     * VeNCrypt with these types, the preferred ones first.
     *
     * @param types {@link Encrypted}, {@link Plain} or others; outside of {@code Encrypted} they
     *     are in clear
     * @throws IllegalArgumentException if there is none, if a number comes twice, or if one is
     *     again a choice
     */
    public VeNCrypt(List<SecurityType> types) {
        this.types = List.copyOf(types);
        var numbers = new HashSet<Integer>();
        for (var type : this.types) {
            if (CHOICES.contains(type.number()) || !numbers.add(type.number())) {
                throw new IllegalArgumentException(
                        "%s cannot be inside VeNCrypt, or is there twice".formatted(type.name()));
            }
        }
        if (this.types.isEmpty() || this.types.size() > 255) {
            throw new IllegalArgumentException("VeNCrypt has 1 to 255 types");
        }
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return "VeNCrypt";
    }

    @Override
    public Identity authenticate(Wire wire) {
        wire.send(new WireWriter().u8(MAJOR).u8(MINOR));
        int major = wire.u8();
        int minor = wire.u8();
        if (major != MAJOR || minor != MINOR) {
            wire.send(new WireWriter().u8(NO_SUCH_VERSION));
            throw new ProtocolException(
                    "The viewer wants VeNCrypt %d.%d, not 0.2".formatted(major, minor));
        }
        var offer = new WireWriter().u8(0).u8(types.size());
        types.forEach(type -> offer.s32(type.number()));
        wire.send(offer);

        long choice = wire.u32();
        for (var type : types) {
            if (type.number() == choice) {
                return type.authenticate(wire);
            }
        }
        throw new ProtocolException(
                "The viewer chose VeNCrypt's type %d, but was offered %s"
                        .formatted(choice, names()));
    }

    private String names() {
        return types.stream().map(SecurityType::name).collect(joining(", ", "[", "]"));
    }
}
