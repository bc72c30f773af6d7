package dev.covnc.rfb.security;

import static dev.covnc.rfb.ProtocolVersion.V3_8;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.rfb.MemoryWire;
import dev.covnc.rfb.ProtocolVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;

class SecurityResultTest {

    private final MemoryWire wire = MemoryWire.of("");

    @ParameterizedTest
    @EnumSource
    void everyVersionHearsThatThePasswordWasRight(ProtocolVersion version) {
        SecurityResult.ok(wire, version, new VncAuth(Map.of(Identity.FULL, new char[] {'x'})));
        assertEquals("00000000", wire.sent());
    }

    @ParameterizedTest
    @EnumSource
    void onlyVersion38HearsThatNoneIsEnough(ProtocolVersion version) {
        var none = new None();
        assertEquals(Identity.FULL, none.authenticate(wire));
        SecurityResult.ok(wire, version, none);
        assertEquals(version == V3_8 ? "00000000" : "", wire.sent());
    }

    @Test
    void aFailureHasAReasonSince38() {
        SecurityResult.failed(wire, V3_8, "Authentication failed");
        assertEquals("00000001" + SecurityOfferTest.line("Authentication failed"), wire.sent());
    }

    @ParameterizedTest
    @EnumSource(names = "V3_8", mode = EnumSource.Mode.EXCLUDE)
    void aFailureIsFourBytesBefore38(ProtocolVersion version) {
        SecurityResult.failed(wire, version, "Authentication failed");
        assertEquals("00000001", wire.sent());
    }

    @ParameterizedTest
    @EnumSource
    void noResultAtAllFollowsNoneBefore38(ProtocolVersion version) {
        SecurityResult.failed(wire, version, new None(), "no");
        assertEquals(version == V3_8 ? "00000001" + SecurityOfferTest.line("no") : "", wire.sent());
    }

    @Test
    void aReasonOfTenMegabytesIsCutToOneLineOf255Bytes() {
        SecurityResult.failed(wire, V3_8, "no\r\n\0 😀".repeat(1 << 20));
        var expected = "no    😀".repeat(25) + "no   ";
        assertEquals("00000001" + SecurityOfferTest.line(expected), wire.sent());
    }
}
