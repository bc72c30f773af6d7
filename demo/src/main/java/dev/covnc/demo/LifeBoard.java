package dev.covnc.demo;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Conway's game on a board whose edges meet. A cell's value is its age in steps, 0 for dead. */
final class LifeBoard {

    private static final int OLDEST = 255;

    private final int width;
    private final int height;
    private int[] ages;
    private int[] next;

    LifeBoard(int width, int height) {
        this.width = width;
        this.height = height;
        this.ages = new int[width * height];
        this.next = new int[width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** How many steps the cell has lived, at most 255; 0: it is dead. */
    int age(int x, int y) {
        return ages[y * width + x];
    }

    void bear(int x, int y) {
        ages[Math.floorMod(y, height) * width + Math.floorMod(x, width)] = 1;
    }

    void clear() {
        Arrays.fill(ages, 0);
    }

    /** Bears one cell in four of a square, so that something comes of it. */
    void sow(int left, int top, int side, RandomGenerator random) {
        for (int i = 0; i < side * side; i++) {
            if (random.nextInt(4) == 0) {
                bear(left + i % side, top + i / side);
            }
        }
    }

    /** Everybody at once: born with three neighbours, alive with two or three. */
    void step() {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                next[y * width + x] = ageAfterStep(age(x, y), neighbours(x, y));
            }
        }
        int[] past = ages;
        ages = next;
        next = past;
    }

    private static int ageAfterStep(int age, int neighbours) {
        boolean lives = neighbours == 3 || neighbours == 2 && age > 0;
        return lives ? Math.min(age + 1, OLDEST) : 0;
    }

    private int neighbours(int x, int y) {
        int left = x == 0 ? width - 1 : x - 1;
        int right = x == width - 1 ? 0 : x + 1;
        int above = y == 0 ? height - 1 : y - 1;
        int below = y == height - 1 ? 0 : y + 1;
        return alive(left, above)
                + alive(x, above)
                + alive(right, above)
                + alive(left, y)
                + alive(right, y)
                + alive(left, below)
                + alive(x, below)
                + alive(right, below);
    }

    private int alive(int x, int y) {
        return age(x, y) > 0 ? 1 : 0;
    }
}
