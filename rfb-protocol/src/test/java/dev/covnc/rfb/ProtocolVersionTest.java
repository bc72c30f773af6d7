package dev.covnc.rfb;

import static dev.covnc.rfb.ProtocolVersion.V3_3;
import static dev.covnc.rfb.ProtocolVersion.V3_7;
import static dev.covnc.rfb.ProtocolVersion.V3_8;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;

class ProtocolVersionTest {

    private static final String BANNER = "524642203030332e3030380a";

    @ParameterizedTest
    @CsvSource({
        "003, V3_3",
        "004, V3_3",
        "005, V3_3",
        "006, V3_3",
        "000, V3_3",
        "007, V3_7",
        "008, V3_8",
        "009, V3_8",
        "889, V3_8",
        "999, V3_8",
    })
    void everyMinorVersionIsOneOfThree(String minor, ProtocolVersion expected) {
        var wire = answering("RFB 003." + minor + "\n");
        assertEquals(expected, ProtocolVersion.negotiate(wire));
        assertEquals(BANNER, wire.sent());
    }

    @Test
    void onlyTheTwelveBytesAreRead() {
        var wire = answering("RFB 003.007\n\1\1");
        assertEquals(V3_7, ProtocolVersion.negotiate(wire));
        assertEquals(2, wire.left());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\0\0\0\0\0\0\0\0\0\0\0",
                "GET / HTTP/1",
                "RFB 003.008\0",
                "RFB 003.008\r",
                "RFB -03.008\n",
                "RFB +03.008\n",
                "RFB 003.-08\n",
                "RFB  03.  8\n",
                "RFB 3.8\n\n\n\n\n",
                "RFB 003,008\n",
                "rfb 003.008\n",
                "RFB 999.999\n",
                "RFB 000.000\n",
                "RFB 004.001\n",
                "RFB 002.002\n",
                "RFB 033.008\n",
                "\nRFB 003.008",
                "RFB 003.00\u0668",
                "RFB 00\u00b3.008\n",
                "\u00d2FB 003.008\n",
            })
    void whatIsNotAVersionIsToldSoAndClosed(String garbage) {
        var wire = new MemoryWire((garbage + "    ").substring(0, 12).getBytes(ISO_8859_1));
        var e = assertThrows(ProtocolException.class, () -> ProtocolVersion.negotiate(wire));

        var reason = "This server speaks RFB 3.3, 3.7 and 3.8.".getBytes(UTF_8);
        assertEquals(
                BANNER + "00" + "%08x".formatted(reason.length) + HexFormat.of().formatHex(reason),
                wire.sent());
        assertTrue(e.getMessage().matches(".* ([0-9a-f]{2} ){11}[0-9a-f]{2}"), e.getMessage());
    }

    @Test
    void aHalfVersionIsNone() {
        for (int length = 0; length < 12; length++) {
            var wire = answering("RFB 003.008\n".substring(0, length));
            assertThrows(MemoryWire.EndOfBytes.class, () -> ProtocolVersion.negotiate(wire));
            assertEquals(BANNER, wire.sent());
        }
    }

    @Test
    void laterVersionsAreGreater() {
        assertTrue(V3_3.compareTo(V3_7) < 0 && V3_7.compareTo(V3_8) < 0);
    }

    private static MemoryWire answering(String text) {
        return new MemoryWire(text.getBytes(ISO_8859_1));
    }
}
