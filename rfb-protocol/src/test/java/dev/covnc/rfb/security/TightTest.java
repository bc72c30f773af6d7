package dev.covnc.rfb.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.MemoryWire;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class TightTest {
    private static final SecurityType VNC =
            new VncAuth(Map.of(Identity.FULL, "password".toCharArray()), new java.util.Random(1));

    private final Tight tight = new Tight(List.of(VNC));

    @Test
    void thereAreNoTunnelsAndTheTypeInsideIsNamed() {
        var wire = MemoryWire.of("00000001");
        assertEquals(Identity.FULL, new Tight(List.of(new None())).authenticate(wire));
        assertEquals("00000000" + "00000001" + "00000001" + text("STDVNOAUTH__"), wire.sent());
    }

    @Test
    void theTypeInsideIsSpoken() {
        var wire = MemoryWire.of("00000002" + "00".repeat(16));
        assertThrows(AuthenticationFailed.class, () -> tight.authenticate(wire));
        var asked = "00000000" + "00000001" + "00000002" + text("STDVVNCAUTH_");
        assertTrue(wire.sent().startsWith(asked), wire.sent());
        assertEquals(asked.length() + 32, wire.sent().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000001", "0000007b", "80000000", "00000000", "00000010", "00000013"})
    void aTypeThatWasNotOfferedIsRefused(String choice) {
        var wire = MemoryWire.of(choice + "00".repeat(16));
        assertThrows(ProtocolException.class, () -> tight.authenticate(wire));
        assertEquals(16, wire.left());
    }

    @Test
    void theServerInitIsExtendedByWhatTheServerCanDo() {
        var out = new WireWriter();
        tight.extend(out);
        var hex = HexFormat.of().formatHex(out.toByteArray());
        assertEquals("0000" + "0000" + "000c" + "0000", hex.substring(0, 16));
        assertEquals(8 + 12 * 16, out.size());
        assertTrue(hex.contains("00000007" + text("TGHTTIGHT___")), hex);
        assertTrue(hex.contains("ffffff21" + text("TGHTNEWFBSIZ")), hex);
    }

    @Test
    void otherTypesExtendNothing() {
        var out = new WireWriter();
        VNC.extend(out);
        assertEquals(0, out.size());
    }

    @Test
    void whatCannotBeInsideIsRefusedWhenItIsConfigured() {
        assertThrows(IllegalArgumentException.class, () -> new Tight(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Tight(List.of(tight)));
        assertThrows(IllegalArgumentException.class, () -> new Tight(List.of(VNC, VNC)));
        assertThrows(
                IllegalArgumentException.class, () -> new Tight(List.of(new Plain(new People()))));
    }

    private static String text(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes());
    }
}
