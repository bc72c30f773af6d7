package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.SecurityType;
import dev.covnc.rfb.security.VncAuth;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** F1: whatever a stranger says as its version and its choice, it is let in by the rules alone. */
class HandshakeFuzzTest {
    private static final Pattern VERSION = Pattern.compile("RFB 003\\.(\\d{3})\n");

    /**
     * @param input which types are offered, how long the pieces are in which the stranger speaks,
     *     and what it says
     */
    @FuzzTest
    void f1NobodyComesInUnasked(byte[] input) {
        var choices = new Choices(input);
        var offer = offer(choices.below(4));
        int piece = choices.u8();
        var said = choices.rest();
        try (var server = new TestServer(BackEnd.CONTINUATION, offer)) {
            if (asksToBeAlone(said)) {
                server.dismissHealthyViewer();
            }
            var stranger = server.connect().sendInPieces(piece, said);
            var heard = new String(stranger.discardReceived(), ISO_8859_1);
            int serverInit = serverInit(new String(said, ISO_8859_1), offer);
            assertEquals(serverInit >= 0 ? serverInit : -1, initialised(heard));
            stranger.finish();
        }
    }

    /** In ClientInit, wherever it is. */
    private static boolean asksToBeAlone(byte... said) {
        return said.length > 12 && said[12] == 0 || said.length > 13 && said[13] == 0;
    }

    /** The healthy viewer takes the first. */
    private static SecurityType[] offer(int choice) {
        var vncAuth =
                new VncAuth(
                        Map.of(Identity.FULL, TestServer.PASSWORD.toCharArray()), new Random(1));
        return switch (choice) {
            case 0 -> new SecurityType[] {TestServer.NONE};
            case 1 -> new SecurityType[] {vncAuth};
            case 2 -> new SecurityType[] {TestServer.NONE, vncAuth};
            default -> new SecurityType[] {vncAuth, TestServer.NONE};
        };
    }

    /** Where the stranger has to be told the name of the display; below 0 if not at all. */
    private static int serverInit(String said, SecurityType... offer) {
        var version = VERSION.matcher(said).region(0, Math.min(12, said.length()));
        if (!version.matches()) {
            return -1;
        }
        boolean offersNone = List.of(offer).contains(TestServer.NONE);
        int minor = Integer.parseInt(version.group(1));
        if (minor < 7) {
            return offer[0] == TestServer.NONE && said.length() > 12 ? 12 + 4 : -1;
        }
        if (said.length() < 14 || said.charAt(12) != 1 || !offersNone) {
            return -1;
        }
        return 12 + 1 + offer.length + (minor == 7 ? 0 : 4);
    }

    /** Where in what was heard there is a ServerInit. */
    private static int initialised(String heard) {
        int name = heard.indexOf("\0\0\0\4test");
        return name < 0 ? -1 : name - 20;
    }
}
