package dev.covnc.demo;

import dev.covnc.server.Display;
import dev.covnc.server.Viewer;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Conway's game of life: the left button bears cells, the right one sows patches of them, space
 * pauses, Escape clears. Colours are ages.
 */
final class Life implements Scene {

    private static final int CELL = 8;
    private static final int COLUMNS = 128;
    private static final int ROWS = 80;
    private static final int STEP_MILLIS = 80;

    /** Now and then a new patch, or the board would end in blinking blocks. */
    private static final int STEPS_BETWEEN_PATCHES = 150;

    private static final int PATCH = 12;
    private static final int GROUND = 0x10141F;
    private static final int[] AGES = ages();

    private final RandomGenerator random;
    private final Display display = new Display(COLUMNS * CELL, ROWS * CELL).name("covnc life");

    // The board and its picture belong to whoever holds this object's lock: the player or the
    // input.
    private final LifeBoard board = new LifeBoard(COLUMNS, ROWS);
    private final int[] picture = new int[COLUMNS * CELL * ROWS * CELL];
    private boolean paused;
    private int steps;

    Life(long seed) {
        random = new Random(seed);
        board.sow(0, 0, COLUMNS, random);
        paint();
    }

    @Override
    public Display display() {
        return display;
    }

    @Override
    public void play() throws InterruptedException {
        Pace.every(STEP_MILLIS, _ -> step());
    }

    @Override
    public synchronized void key(Viewer viewer, int keysym, boolean down) {
        if (!down) {
            return;
        }
        switch (keysym) {
            case ' ' -> paused = !paused;
            case Keysyms.ESCAPE -> board.clear();
            default -> {}
        }
        paint();
    }

    @Override
    public synchronized void pointer(Viewer viewer, int x, int y, int buttons) {
        int column = x / CELL;
        int row = y / CELL;
        if ((buttons & 1) != 0) {
            board.bear(column, row);
        }
        if ((buttons & 4) != 0) {
            board.sow(column - PATCH / 2, row - PATCH / 2, PATCH, random);
        }
        if ((buttons & 5) != 0) {
            paint();
        }
    }

    private synchronized void step() {
        if (paused || !display.watched()) {
            return;
        }
        board.step();
        if (++steps % STEPS_BETWEEN_PATCHES == 0) {
            board.sow(random.nextInt(COLUMNS), random.nextInt(ROWS), PATCH, random);
        }
        paint();
    }

    private void paint() {
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                fill(column * CELL, row * CELL, AGES[board.age(column, row)]);
            }
        }
        display.paint(picture, COLUMNS * CELL);
    }

    /** A cell leaves a line of ground to its right and below. */
    private void fill(int left, int top, int colour) {
        for (int y = 0; y < CELL; y++) {
            for (int x = 0; x < CELL; x++) {
                boolean gap = x == CELL - 1 || y == CELL - 1;
                picture[(top + y) * COLUMNS * CELL + left + x] = gap ? GROUND : colour;
            }
        }
    }

    /** Born nearly white, through yellow, orange and magenta to a blue that stays. */
    private static int[] ages() {
        int[] milestones = {0xFFF7D6, 0xFFD166, 0xF78154, 0xD0427F, 0x7C3AA0, 0x33418F};
        int[] steps = {1, 4, 12, 30, 80, 255};
        int[] colours = new int[256];
        colours[0] = 0x171C2B;
        for (int age = 1, leg = 0; age < 256; age++) {
            if (age > steps[leg + 1]) {
                leg++;
            }
            double part = (age - steps[leg]) / (double) (steps[leg + 1] - steps[leg]);
            colours[age] = mix(milestones[leg], milestones[leg + 1], part);
        }
        return colours;
    }

    private static int mix(int from, int to, double part) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = from >> shift & 0xFF;
            int b = to >> shift & 0xFF;
            mixed |= (int) Math.round(a + (b - a) * part) << shift;
        }
        return mixed;
    }
}
