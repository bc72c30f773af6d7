package dev.covnc.demo;

import dev.covnc.rfb.Rectangle;
import dev.covnc.server.Display;

import java.util.Arrays;

/**
 * A black screen with a block at the origin in the colour of the time: a viewer on the same machine
 * subtracts it from its own clock and has the age of what it sees.
 */
final class Clock implements Scene {

    static final Rectangle BLOCK = new Rectangle(0, 0, 16, 16);

    private final Display display = new Display(1280, 800).name("covnc clock");
    private final int[] pixels = new int[BLOCK.width() * BLOCK.height()];
    private final long periodMillis;

    Clock(long periodMillis) {
        this.periodMillis = periodMillis;
    }

    /** The low 24 bits of the time in microseconds, red high: it comes round every 16.8 seconds. */
    static int colour(long nanoTime) {
        return (int) (nanoTime / 1000) & 0xFFFFFF;
    }

    @Override
    public Display display() {
        return display;
    }

    @Override
    public void play() throws InterruptedException {
        Pace.every(periodMillis, this::paint);
    }

    private void paint(long nanoTime) {
        Arrays.fill(pixels, colour(nanoTime));
        display.paint(BLOCK, pixels, 0, BLOCK.width());
    }
}
