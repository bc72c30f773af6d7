package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.covnc.coroutine.BackEnd;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * F6: whatever comes to the door is answered in its own language, pages of other sites get no
 * display, and of a viewer in a WebSocket the same is heard however its frames are cut.
 */
class WebFuzzTest {
    private static final String GREETING = "RFB 003.008\n";

    /** Nothing, a greeting, the alert for those who want TLS, or what HTTP has a number for. */
    private static final Pattern ANSWER =
            Pattern.compile(
                    "(?s)|RFB 003\\.008\n.*|\\x15\\x03\\x03\\x00\\x02\\x02\\x28|HTTP/1\\.1"
                            + " (101|200|304|308|400|403|404|405|413|414|426|431|505) .*");

    /** How a stranger may begin, so that not all has to be guessed. */
    private static final List<String> BEGINNINGS =
            List.of(
                    "",
                    "GET /",
                    "HEAD / HTTP/1.1\r\nHost: covnc:5900\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: covnc:5900\r\n",
                    Browser.UPGRADE.strip(),
                    Browser.UPGRADE,
                    GREETING,
                    "\26\3\1");

    private static final byte[] LOGIN = WireScript.parse("'RFB 003.008' 0a 01 01");

    private record Outcome(List<String> heard, boolean open) {}

    /**
     * @param input which of the three is tried, and with what
     */
    @FuzzTest
    void f6TheDoorKeepsItsRules(byte[] input) {
        var choices = new Choices(input);
        switch (choices.below(3)) {
            case 0 -> strangersAreAnsweredInTheirLanguage(choices);
            case 1 -> otherSitesGetNoDisplay(choices);
            default -> framesMakeNoDifference(choices);
        }
    }

    /** How he begins, in what pieces and how slowly he speaks, and what he says. */
    private static void strangersAreAnsweredInTheirLanguage(Choices choices) {
        try (var server = new TestServer(BackEnd.CONTINUATION, TestServer.NONE)) {
            server.dismissHealthyViewer(); // He may ask to be alone.
            var door = server.door(Browser.SETTINGS);
            var beginning = BEGINNINGS.get(choices.below(BEGINNINGS.size()));
            int piece = choices.u8();
            var pause = Duration.ofMillis(40L * choices.u8());
            var stranger =
                    choices.yes()
                            ? server.connect(door::openToAll)
                            : server.connect(door::openToBrowsers);
            stranger.sendInPieces(piece, beginning.getBytes(ISO_8859_1));
            stranger.sendInPieces(piece, choices.rest());
            server.advance(pause);
            var heard = new String(stranger.discardReceived(), ISO_8859_1);
            assertTrue(ANSWER.matcher(heard).matches(), heard);
            stranger.leave();
            boolean wasViewer = heard.startsWith(GREETING) || heard.startsWith("HTTP/1.1 101");
            if (!wasViewer && server.log.about(stranger.channel.remoteAddress()).isEmpty()) {
                server.endsUntold(stranger);
            }
        }
    }

    /** What the page's origin is. */
    private static void otherSitesGetNoDisplay(Choices choices) {
        var origin = new String(choices.rest(), ISO_8859_1).replaceAll("[\r\n]", "");
        try (var server = new TestServer(BackEnd.CONTINUATION, TestServer.NONE)) {
            var browser = new Browser(server, server.door(Browser.SETTINGS));
            var answer =
                    browser.ask(
                            Browser.UPGRADE.replace(
                                    "Origin: http://covnc:5900", "Origin: " + origin));
            var known = origin.trim();
            if (!known.equalsIgnoreCase("http://covnc:5900")
                    && !known.equals("https://friend.example")) {
                assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
            }
            browser.wire.leave();
        }
    }

    /** How the frames are cut, and what the viewer says in them. */
    private static void framesMakeNoDifference(Choices choices) {
        var cuts = choices.take(choices.below(32));
        var said = new ByteArrayOutputStream();
        said.writeBytes(LOGIN);
        said.writeBytes(choices.rest());
        Outcome plain;
        try (var server = new TestServer(BackEnd.CONTINUATION, TestServer.NONE)) {
            plain = outcome(server, server.connect().send(said.toByteArray()));
        }
        try (var server = new TestServer(BackEnd.CONTINUATION, TestServer.NONE)) {
            var framed = new Browser(server, server.door(Browser.SETTINGS)).upgrade().wire;
            frames(cuts, said.toByteArray()).forEach(framed::send);
            assertEquals(plain, outcome(server, framed));
        }
    }

    private static Outcome outcome(TestServer server, WireScript viewer) {
        viewer.discardReceived();
        boolean open = viewer.channel.isOpen();
        viewer.leave();
        return new Outcome(List.copyOf(server.input), open);
    }

    /** A cut says how long a frame is, whether it ends a message, and whether a ping follows. */
    private static List<byte[]> frames(byte[] cuts, byte... said) {
        var frames = new ArrayList<byte[]>();
        boolean inside = false;
        for (int at = 0, i = 0; at < said.length; i++) {
            int cut = cuts.length == 0 ? 63 : cuts[i % cuts.length];
            int end = Math.min(said.length, at + Math.max(cut & 31, i & 1));
            boolean last = (cut & 32) != 0;
            int first = (last ? 0x80 : 0) | (inside ? 0 : 2);
            frames.add(Browser.frame(first, Arrays.copyOfRange(said, at, end)));
            if ((cut & 64) != 0) {
                frames.add(Browser.frame(0x89, (byte) i));
            }
            inside = !last;
            at = end;
        }
        return frames;
    }
}
