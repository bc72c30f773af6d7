package dev.covnc.rfb.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covnc.rfb.Layer;
import dev.covnc.rfb.MemoryWire;
import dev.covnc.rfb.PipedWire;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class VeNCryptTest {
    /** Stands for TLS: what comes is to be unreadable in clear, and what goes too. */
    private static final Layer TLS = below -> new EaxWire(below, new byte[16], new byte[16]);

    private static final SecurityType VNC =
            new VncAuth(Map.of(Identity.FULL, "password".toCharArray()));

    private final People people = new People();
    private final VeNCrypt venCrypt =
            new VeNCrypt(
                    List.of(
                            Encrypted.withCertificate(TLS, new Plain(people)),
                            Encrypted.anonymously(TLS, VNC),
                            new Plain(people)));

    @Test
    void theTypesHaveTheNumbersAndNamesOfTheSpecification() {
        var inside = List.of(new None(), VNC, new Plain(people));
        assertEquals(
                "[257 TLSNone, 258 TLSVnc, 259 TLSPlain]",
                inside.stream().map(t -> shown(Encrypted.anonymously(TLS, t))).toList().toString());
        assertEquals(
                "[260 X509None, 261 X509Vnc, 262 X509Plain]",
                inside.stream()
                        .map(t -> shown(Encrypted.withCertificate(TLS, t)))
                        .toList()
                        .toString());
    }

    private static String shown(SecurityType type) {
        return type.number() + " " + type.name();
    }

    @Test
    void aTypeInClearIsNegotiatedAndSpoken() {
        var wire = MemoryWire.of("0002 00000100 00000005 00000006 616c696365 736563726574");
        assertEquals(People.ALICE, venCrypt.authenticate(wire));
        assertEquals("0002" + "00 03 00000106 00000102 00000100".replace(" ", ""), wire.sent());
    }

    @Test
    void anEncryptedTypeIsSpokenInsideTheLayer() {
        var identity =
                PipedWire.speak(
                        venCrypt::authenticate,
                        wire -> {
                            assertEquals(2, wire.u16());
                            wire.send(new WireWriter().u16(2));
                            assertEquals(0x0003, wire.u16());
                            wire.skip(3 * 4);
                            wire.send(new WireWriter().s32(262));
                            assertEquals(1, wire.u8());
                            wire.secure(TLS);
                            wire.send(
                                    new WireWriter().s32(5).s32(6).bytes("alicesecret".getBytes()));
                        });
        assertEquals(People.ALICE, identity);
    }

    /** What was sent in clear behind the choice goes to TLS, which cannot make anything of it. */
    @Test
    void wordsInClearAreNotTakenForEncryptedOnes() {
        assertThrows(
                ProtocolException.class,
                () ->
                        PipedWire.speak(
                                venCrypt::authenticate,
                                wire ->
                                        wire.send(
                                                new WireWriter()
                                                        .u16(2)
                                                        .s32(262)
                                                        .s32(5)
                                                        .s32(6)
                                                        .bytes("alicesecret".getBytes())
                                                        .zeros(70_000))));
        assertEquals(List.of(), people.asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "0001", "0003", "0100", "ffff", "0102"})
    void anotherVersionIsRefused(String version) {
        var wire = MemoryWire.of(version + "00000100");
        assertThrows(ProtocolException.class, () -> venCrypt.authenticate(wire));
        assertEquals("0002ff", wire.sent());
        assertEquals(4, wire.left());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000101", "00000001", "00000002", "00000013", "ffffffff", "80000100"})
    void aTypeThatWasNotOfferedIsRefused(String choice) {
        var wire = MemoryWire.of("0002" + choice + "00000000 00000000");
        assertThrows(ProtocolException.class, () -> venCrypt.authenticate(wire));
        assertEquals(8, wire.left());
    }

    @Test
    void whatCannotBeInsideIsRefusedWhenItIsConfigured() {
        var tight = new Tight(List.of(VNC));
        var plain = new Plain(people);
        assertThrows(IllegalArgumentException.class, () -> new VeNCrypt(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new VeNCrypt(List.of(venCrypt)));
        assertThrows(IllegalArgumentException.class, () -> new VeNCrypt(List.of(tight)));
        assertThrows(IllegalArgumentException.class, () -> new VeNCrypt(List.of(plain, plain)));
        assertThrows(IllegalArgumentException.class, () -> Encrypted.anonymously(TLS, venCrypt));
    }
}
