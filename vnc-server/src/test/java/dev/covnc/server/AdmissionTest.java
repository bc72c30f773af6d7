package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who comes in, and who has to go again. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class AdmissionTest {
    private static final String V38 = "'RFB 003.008' 0a";

    private final BackEnd backEnd;

    AdmissionTest(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    @Test
    void aViewerIsSentAwayAndTheOthersStay() {
        try (var server = new TestServer(backEnd, TestServer.NONE)) {
            var viewer = server.watching();
            var gone = server.status().viewer();
            assertTrue(server.disconnect(gone));
            viewer.expectClosed();
            assertFalse(server.disconnect(gone));
        }
    }

    @Test
    void asManyViewersComeInAsThereMayBe() {
        var limits = Limits.builder().viewers(2).build();
        var settings = new TestSettings(backEnd, TestServer.NONE).limits(limits);
        try (var server = new TestServer(settings)) {
            var second = server.watching();
            var third = server.connect().play("<" + V38 + ">" + V38 + "< 01 01 > 01 01");
            server.advance(Limits.DEFAULT.failureDelay());
            third.play("< 00000001").takeLine();
            third.expectClosedBecause("This server has as many viewers as it takes");
            second.leave();
            server.watching();
        }
    }
}
