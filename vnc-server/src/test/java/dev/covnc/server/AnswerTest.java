package dev.covnc.server;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Arrays;

/** What comes of what was typed does not wait for what else changes. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class AnswerTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final String WHATEVER_CHANGES = "> 03 01 0000 0000 0280 01e0";
    private static final String KEY = "> 04 01 0000 00000061";

    private final int[] pixels = new int[WIDTH * HEIGHT];
    private final TestServer server;
    private final WireScript viewer;

    AnswerTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
        server.display.resize(WIDTH, HEIGHT);
        viewer = server.watching().play("> 03 00 0000 0000 0280 01e0");
        viewer.discardReceived();
        viewer.play(WHATEVER_CHANGES);
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    private void paintFilmAndLetter() {
        fill(new Rectangle(0, 0, 512, 256));
        fill(new Rectangle(320, 400, 8, 16));
        server.display.paint(pixels);
        server.run();
    }

    private void fill(Rectangle area) {
        for (int y = area.y(); y < area.bottom(); y++) {
            Arrays.fill(pixels, y * WIDTH + area.x(), y * WIDTH + area.right(), 0xabcdef);
        }
    }

    @Test
    void aTypedLetterComesBeforeTheFilmThatChangedWithIt() {
        viewer.play(KEY);
        paintFilmAndLetter();
        viewer.play("< 00 00 0001 0140 0190 0008 0010 00000000").take(8 * 16 * 4);
        viewer.play("< 00 00 0001 0000 0000 0200 0100 00000000").take(512 * 256 * 4);
        viewer.expectNothing().assertInStep();
    }

    @Test
    void aLetterThatNobodyHasTypedLatelyComesInItsTurn() {
        viewer.play(KEY);
        server.advance(Duration.ofMillis(300));
        paintFilmAndLetter();
        viewer.play("< 00 00 0002 0000 0000 0200 0100 00000000").take(512 * 256 * 4);
        viewer.play("< 0140 0190 0008 0010 00000000").take(8 * 16 * 4);
        viewer.expectNothing().assertInStep();
    }
}
