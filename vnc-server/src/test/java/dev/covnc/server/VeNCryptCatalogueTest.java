package dev.covnc.server;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.SecurityType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.HexFormat;
import java.util.List;

/** Chapter C of hostile-input.md, the rows about what is agreed on in clear. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class VeNCryptCatalogueTest {
    private static final String V38 = "'RFB 003.008' 0a";
    private static final SecurityType PLAIN = SecurityTalk.VENCRYPT_PLAIN.type();

    private final TestServer server;

    VeNCryptCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE, PLAIN);
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    private WireScript choosing() {
        return server.connect().play("<" + V38 + ">" + V38 + "< 02 01 13 > 13 < 0002");
    }

    @Test
    void c1AnotherVersionIsRefused() {
        for (var version : List.of("0000", "0001", "0003", "0100", "0102", "0200", "ffff")) {
            var viewer = choosing().play("> " + version + "< ff").expectNothing();
            viewer.expectClosedBecause("The viewer wants VeNCrypt");
        }
    }

    @Test
    void c2ATypeThatWasNotOfferedEndsTheConnection() {
        for (long type : new long[] {0, 1, 2, 19, 255, 257, 258, 260, 262, 1 << 24, 0xffffffffL}) {
            var viewer = choosing().play("> 0002 < 00 01 00000100").expectNothing();
            viewer.play("> " + HexFormat.of().toHexDigits((int) type)).expectNothing();
            viewer.expectClosedBecause("The viewer chose VeNCrypt's type " + type);
        }
    }
}
