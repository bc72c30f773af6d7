package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertFalse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.SecurityType;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** F2: whatever a stranger says to a security type that wants a proof, it proves nothing. */
class SecurityFuzzTest {
    /** All but those that let in whoever asks. */
    private static final List<SecurityTalk> TALKS =
            List.copyOf(
                    EnumSet.complementOf(
                            EnumSet.of(SecurityTalk.NONE, SecurityTalk.VENCRYPT_ENCRYPTED)));

    /** One of each for all inputs: some make a key first, which takes time. */
    private static final Map<SecurityTalk, SecurityType> TYPES = new EnumMap<>(SecurityTalk.class);

    /**
     * @param input which security type is chosen, how long the pieces are, and what is said to it
     */
    @FuzzTest
    void f2AStrangerStaysOutside(byte[] input) {
        var choices = new Choices(input);
        var talk = TALKS.get(choices.below(TALKS.size()));
        var type = TYPES.computeIfAbsent(talk, SecurityTalk::type);
        try (var server = new TestServer(BackEnd.CONTINUATION, TestServer.NONE, type)) {
            var stranger = server.connect().play("> 'RFB 003.008' 0a");
            stranger.send((byte) type.number());
            stranger.sendInPieces(choices.u8(), choices.rest());
            server.advance(Limits.DEFAULT.failureDelay());
            var heard = new String(stranger.discardReceived(), ISO_8859_1);
            assertFalse(heard.contains("\0\0\0\4test"), heard);
            stranger.finish();
        }
    }
}
