package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.covnc.coroutine.BackEnd;

import java.util.List;

/** F3: whatever a viewer says, and in whatever pieces it comes, is understood in one way. */
class MessageFuzzTest {
    /**
     * A pointer on the display, a key, a text that is not too long and ends its lines in one way.
     */
    private static final String WELL_FORMED =
            "pointer 1?\\d,\\d [0-9a-f]{1,2}|key [0-9a-f]{1,8} (down|up)|(?s)clipboard [^\r"
                    + "]{0,262144}";

    private record Outcome(List<String> heard, boolean open) {}

    /**
     * @param input how long the pieces are, and what the viewer says
     */
    @FuzzTest
    void f3PiecesMakeNoDifference(byte[] input) {
        var choices = new Choices(input);
        int piece = 1 + choices.below(64);
        var said = choices.rest();
        var whole = outcome(0, said);
        assertEquals(whole, outcome(piece, said));
        for (var event : whole.heard()) {
            assertTrue(event.matches(WELL_FORMED), event);
        }
    }

    private static Outcome outcome(int piece, byte[] said) {
        try (var server = new TestServer(BackEnd.CONTINUATION, TestServer.NONE)) {
            var viewer = server.watching().sendInPieces(piece, said);
            boolean open = viewer.channel.isOpen();
            viewer.finish().leave();
            return new Outcome(List.copyOf(server.input), open);
        }
    }
}
