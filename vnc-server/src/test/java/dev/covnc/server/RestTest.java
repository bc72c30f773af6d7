package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Compressors of a viewer that is sent nothing forget what they know, and go on later. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class RestTest {
    private static final Duration ALMOST = Duration.ofSeconds(59);
    private static final int PIXELS = TestServer.WIDTH * TestServer.HEIGHT;

    private final TestServer server;
    private final Inflater inflater = new Inflater();

    RestTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
        var noise = new SplittableRandom(1).ints(PIXELS, 0, 1 << 24).toArray();
        var all = new Rectangle(0, 0, TestServer.WIDTH, TestServer.HEIGHT);
        server.display.paint(all, noise, 0, TestServer.WIDTH);
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
        inflater.end();
    }

    @Test
    void whatIsKnownIsForgottenAfterSixtyIdleSecondsAndNotBefore() throws Exception {
        var viewer = server.watching().play("> 02 00 0001 00000010");
        assertTrue(rectangle(viewer) > PIXELS * 3);
        assertTrue(rectangle(viewer) < PIXELS);

        server.advance(ALMOST);
        assertTrue(rectangle(viewer) < PIXELS);
        server.advance(ALMOST);
        assertTrue(rectangle(viewer) < PIXELS);

        server.advance(Duration.ofSeconds(60));
        assertTrue(rectangle(viewer) > PIXELS * 3);
        assertTrue(rectangle(viewer) < PIXELS);
    }

    /** Returns how many bytes it takes. */
    private int rectangle(WireScript viewer) throws DataFormatException {
        viewer.play("> 03 00 0000 0000 0014 000a < 00 00 0001 0000 0000 0014 000a 00000010");
        int length = ByteBuffer.wrap(viewer.take(4)).getInt();
        inflater.setInput(viewer.take(length));
        assertEquals(1 + PIXELS * 3, inflater.inflate(new byte[PIXELS * 4]));
        viewer.expectNothing();
        return length;
    }
}
