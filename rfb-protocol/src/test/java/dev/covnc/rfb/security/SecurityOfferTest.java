package dev.covnc.rfb.security;

import static dev.covnc.rfb.ProtocolVersion.V3_3;
import static dev.covnc.rfb.ProtocolVersion.V3_7;
import static dev.covnc.rfb.ProtocolVersion.V3_8;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covnc.rfb.MemoryWire;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.ProtocolVersion;
import dev.covnc.rfb.Wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SecurityOfferTest {

    private static final SecurityType NONE = new None();
    private static final SecurityType VNC_AUTH =
            new VncAuth(Map.of(Identity.FULL, "secret".toCharArray()));
    private static final SecurityType VENCRYPT = new Numbered(19);

    @ParameterizedTest
    @EnumSource(names = {"V3_7", "V3_8"})
    void theViewerTakesItsChoiceFromTheList(ProtocolVersion version) {
        var wire = MemoryWire.of("13 ff");
        var offer = new SecurityOffer(List.of(VNC_AUTH, VENCRYPT, NONE));
        assertSame(VENCRYPT, offer.agree(wire, version));
        assertEquals("03" + "021301", wire.sent());
        assertEquals(1, wire.left());
    }

    static Stream<SecurityOffer> offers() {
        return Stream.<List<SecurityType>>of(
                        List.of(NONE),
                        List.of(VNC_AUTH),
                        List.of(VNC_AUTH, NONE),
                        List.of(VENCRYPT, VNC_AUTH),
                        List.of(new Numbered(255)))
                .map(SecurityOffer::new);
    }

    @ParameterizedTest
    @MethodSource("offers")
    void aViewerThatChoosesAnUnofferedTypeIsToldWhyAndClosed(SecurityOffer offer) {
        for (int choice : unofferedIn(offer)) {
            var wire = new MemoryWire((byte) choice, (byte) 1, (byte) 1);
            var e = assertThrows(ProtocolException.class, () -> offer.agree(wire, V3_8));
            assertTrue(e.getMessage().contains("type " + choice + ","), e.getMessage());
            assertEquals(
                    list(offer) + "00000001" + line("The security type chosen was not offered."),
                    wire.sent());
            assertEquals(2, wire.left(), "nothing is read after the rejection");
        }
    }

    @ParameterizedTest
    @MethodSource("offers")
    void aViewerOf37ThatChoosesAnUnofferedTypeIsClosedWithoutAReason(SecurityOffer offer) {
        for (int choice : unofferedIn(offer)) {
            var wire = new MemoryWire((byte) choice, (byte) 1, (byte) 1);
            assertThrows(ProtocolException.class, () -> offer.agree(wire, V3_7));
            assertEquals(list(offer) + "00000001", wire.sent());
            assertEquals(2, wire.left(), "nothing is read after the rejection");
        }
    }

    @Test
    void aViewerOf33GetsTheFirstTypeThatItsVersionHas() {
        var wire = MemoryWire.of("");
        var offer = new SecurityOffer(List.of(VENCRYPT, VNC_AUTH, NONE));
        assertSame(VNC_AUTH, offer.agree(wire, V3_3));
        assertEquals("00000002", wire.sent());

        var open = MemoryWire.of("");
        assertSame(NONE, new SecurityOffer(List.of(NONE, VNC_AUTH)).agree(open, V3_3));
        assertEquals("00000001", open.sent());
    }

    @Test
    void aViewerOf33IsNeverLetInWithoutATypeOfItsVersion() {
        for (var types : List.of(List.of(VENCRYPT), List.<SecurityType>of())) {
            var wire = MemoryWire.of("01 01 01");
            var offer = new SecurityOffer(types);
            assertThrows(ProtocolException.class, () -> offer.agree(wire, V3_3));
            assertEquals(
                    "00000000" + line("This server needs a viewer of RFB 3.7 or later."),
                    wire.sent());
            assertEquals(3, wire.left());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_7", "V3_8"})
    void withoutATypeTheViewerIsRefused(ProtocolVersion version) {
        var wire = MemoryWire.of("01");
        var offer = new SecurityOffer(List.of());
        assertThrows(ProtocolException.class, () -> offer.agree(wire, version));
        assertEquals("00" + line("This server offers no security type."), wire.sent());
        assertEquals(1, wire.left());
    }

    @Test
    void aRefusalHasTheFormOfTheVersion() {
        var old = MemoryWire.of("");
        SecurityOffer.refuse(old, V3_3, "Too many");
        assertEquals("00000000" + line("Too many"), old.sent());
        var recent = MemoryWire.of("");
        SecurityOffer.refuse(recent, V3_8, "Too many");
        assertEquals("00" + line("Too many"), recent.sent());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 256, 258})
    void aTypeMustFitIntoAByte(int number) {
        var types = List.<SecurityType>of(new Numbered(number));
        assertThrows(IllegalArgumentException.class, () -> new SecurityOffer(types));
    }

    @Test
    void aTypeIsOfferedOnce() {
        var types = List.of(NONE, VNC_AUTH, new None());
        assertThrows(IllegalArgumentException.class, () -> new SecurityOffer(types));
    }

    private static int[] unofferedIn(SecurityOffer offer) {
        return IntStream.range(0, 256)
                .filter(n -> offer.types().stream().noneMatch(type -> type.number() == n))
                .toArray();
    }

    private static String list(SecurityOffer offer) {
        var hex = new StringBuilder("%02x".formatted(offer.types().size()));
        offer.types().forEach(type -> hex.append("%02x".formatted(type.number())));
        return hex.toString();
    }

    static String line(String text) {
        var utf8 = text.getBytes(UTF_8);
        return "%08x".formatted(utf8.length) + HexFormat.of().formatHex(utf8);
    }

    /** A type of another library's. */
    record Numbered(int number) implements SecurityType {
        @Override
        public String name() {
            return "type " + number;
        }

        @Override
        public Identity authenticate(Wire wire) {
            throw new AssertionError("nobody chose it");
        }
    }
}
