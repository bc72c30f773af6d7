package dev.covnc.rfb.security;

import static java.util.stream.Collectors.joining;

import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.ProtocolVersion;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.util.HashSet;
import java.util.List;

/**
 * The security types a viewer may choose from (RFC 6143 section 7.1.2).
 *
 * @param types in the order of preference: viewers take the first that they know; with different
 *     numbers from 1 to 255
 */
public record SecurityOffer(List<SecurityType> types) {

    /**
     * An offer.
     *
     * @throws IllegalArgumentException if a number is out of range or comes twice
     */
    public SecurityOffer {
        types = List.copyOf(types);
        var numbers = new HashSet<Integer>();
        for (var type : types) {
            int number = type.number();
            if (number < 1 || number > 255 || !numbers.add(number)) {
                throw new IllegalArgumentException(
                        "Security type %d (%s) is out of range or there twice"
                                .formatted(number, type.name()));
            }
        }
    }

    /// Makes the offer and returns what was agreed on.
    ///
    /// ```
    ///     3.7, 3.8   server   u8 n, n x u8 type      n = 0: u32 length, reason
    ///                viewer   u8 type
    ///     3.3        server   u32 type               0: u32 length, reason
    /// ```
    ///
    /// @throws ProtocolException if there was nothing to agree on, or the viewer chose what was not
    ///   offered; it has been told
    public SecurityType agree(Wire wire, ProtocolVersion version) {
        if (version == ProtocolVersion.V3_3) {
            return decide(wire);
        }
        if (types.isEmpty()) {
            refuse(wire, version, "This server offers no security type.");
            throw new ProtocolException("There is no security type to offer to the viewer");
        }
        var out = new WireWriter().u8(types.size());
        types.forEach(type -> out.u8(type.number()));
        wire.send(out);

        int choice = wire.u8();
        for (var type : types) {
            if (type.number() == choice) {
                return type;
            }
        }
        SecurityResult.failed(wire, version, "The security type chosen was not offered.");
        throw new ProtocolException(
                "The viewer chose security type %d, but was offered %s".formatted(choice, names()));
    }

    /** A viewer of 3.3 has no choice, and knows only the two types that its version had. */
    private SecurityType decide(Wire wire) {
        for (var type : types) {
            if (type.number() == None.NUMBER || type.number() == VncAuth.NUMBER) {
                wire.send(new WireWriter().s32(type.number()));
                return type;
            }
        }
        refuse(wire, ProtocolVersion.V3_3, "This server needs a viewer of RFB 3.7 or later.");
        throw new ProtocolException(
                "The viewer speaks RFB 3.3, which has no way to choose from " + names());
    }

    /**
     * Makes no offer: the way to turn a viewer away that has only said its version (RFC 6143
     * section 7.1.2). The connection is to be closed then.
     *
     * @param reason for the viewer to show
     */
    public static void refuse(Wire wire, ProtocolVersion version, String reason) {
        var out = new WireWriter();
        if (version == ProtocolVersion.V3_3) {
            out.s32(0);
        } else {
            out.u8(0);
        }
        wire.send(out.line(reason));
    }

    private String names() {
        return types.stream().map(SecurityType::name).collect(joining(", ", "[", "]"));
    }
}
