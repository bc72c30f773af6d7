package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.SetEncodings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

class EffortTest {
    private static final OptionalInt AS_THE_ENCODERS_THINK = OptionalInt.empty();
    private static final OptionalInt HARDER = OptionalInt.of(Effort.SLOW_NETWORK_LEVEL);

    private final Effort effort = new Effort();

    private OptionalInt after(int updates, int encoding, int waiting) {
        for (int i = 0; i < updates; i++) {
            effort.encoded(Duration.ofMillis(encoding).toNanos());
            effort.waited(Duration.ofMillis(waiting).toNanos());
        }
        return effort.level();
    }

    @Test
    void nothingIsAssumedOfAViewerThatHasJustCome() {
        assertEquals(AS_THE_ENCODERS_THINK, effort.level());
        assertEquals(AS_THE_ENCODERS_THINK, after(1, 1, 400));
    }

    @Test
    void updatesThatWaitForTheNetworkAreCompressedHarder() {
        assertEquals(HARDER, after(20, 5, 60));
    }

    @Test
    void updatesThatWaitForTheEncoderAreNot() {
        assertEquals(AS_THE_ENCODERS_THINK, after(100, 15, 1));
        assertEquals(AS_THE_ENCODERS_THINK, after(100, 15, 15));
    }

    @Test
    void whatIsWorthItStaysSoWhileTheHarderLevelTakesItsTime() {
        after(20, 5, 60);
        assertEquals(HARDER, after(100, 20, 40));
    }

    @Test
    void whereTheNetworkBecomesFastTheEncodersDecideAgain() {
        after(100, 5, 60);
        assertEquals(AS_THE_ENCODERS_THINK, after(100, 15, 1));
    }

    @Test
    void theLevelThatAViewerAsksForWins() {
        var level4 = Encodings.COMPRESSION_LEVEL_0 + 4;
        var says4 = Wishes.INITIAL.with(new SetEncodings(List.of(Encodings.ZRLE, level4)));
        assertEquals(OptionalInt.of(4), says4.with(HARDER).hints().compressionLevel());
        var saysNothing = Wishes.INITIAL.with(new SetEncodings(List.of(Encodings.ZRLE)));
        assertEquals(HARDER, saysNothing.with(HARDER).hints().compressionLevel());
        var none = saysNothing.with(AS_THE_ENCODERS_THINK);
        assertEquals(OptionalInt.empty(), none.hints().compressionLevel());
    }
}
