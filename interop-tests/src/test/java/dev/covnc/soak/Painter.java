package dev.covnc.soak;

import dev.covnc.rfb.Rectangle;
import dev.covnc.server.Display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Paints a desktop of sorts: text-like tiles here and there, and in the first tile the time, in
 * milliseconds of the system's monotonic clock modulo 2^24, as a colour.
 */
final class Painter {
    static final int TILE = 64;

    private final Display display;
    private final SplittableRandom random = new SplittableRandom(7);

    /** The display's picture; also the lock of who paints. */
    private final Object painting = new Object();

    private int[] picture;
    private int width;
    private int height;
    private Thread player;
    private Thread scribbler;

    Painter(Display display) {
        this.display = display;
        width = display.width();
        height = display.height();
        picture = new int[width * height];
        display.onFirstViewer(() -> display.paint(picture));
    }

    /** The milliseconds that the first tile shows. */
    static int clock() {
        return (int) (System.nanoTime() / 1_000_000) & 0xffffff;
    }

    /** Changes a share of the picture so many times a second. */
    String play(int framesPerSecond, double share) {
        stop();
        if (framesPerSecond > 0) {
            player = start(framesPerSecond, () -> frame(share));
        }
        return "painting";
    }

    /** A film in a window: all of 400x300, which compresses to about 30 kB. */
    String film(int framesPerSecond) {
        stop();
        player = start(framesPerSecond, this::film);
        return "playing";
    }

    /** Changes the size so many times a second, and what is shown. */
    String storm(int timesPerSecond) {
        stop();
        player = start(timesPerSecond, this::anySize);
        return "storming";
    }

    /** Paints whole pictures from an array that another thread writes to all the time. */
    String scribble(int framesPerSecond) {
        stop();
        player = start(framesPerSecond, () -> display.paint(picture));
        scribbler = Thread.ofPlatform().daemon().name("scribbler").start(this::scribbleOn);
        return "scribbling";
    }

    /** Stops, and tells the checksum of what is shown from now on. */
    String still() {
        stop();
        synchronized (painting) {
            display.paint(picture);
            return "" + checksum(picture, width * height);
        }
    }

    static long checksum(int[] picture, int pixels) {
        var sum = new CRC32();
        for (int i = 0; i < pixels; i++) {
            sum.update(picture[i] >> 16);
            sum.update(picture[i] >> 8);
            sum.update(picture[i]);
        }
        return sum.getValue();
    }

    String resize(int newWidth, int newHeight) {
        synchronized (painting) {
            width = newWidth;
            height = newHeight;
            picture = new int[width * height];
            display.resize(width, height);
        }
        return "resized";
    }

    void stop() {
        for (var thread : Arrays.asList(player, scribbler)) {
            if (thread != null) {
                thread.interrupt();
                joinUninterrupted(thread);
            }
        }
        player = null;
        scribbler = null;
    }

    private static void joinUninterrupted(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A frame that is late is left out. */
    private static Thread start(int timesPerSecond, Runnable step) {
        long period = 1_000_000_000L / timesPerSecond;
        return Thread.ofPlatform()
                .daemon()
                .name("painter")
                .start(
                        () -> {
                            long due = System.nanoTime();
                            try {
                                while (!Thread.currentThread().isInterrupted()) {
                                    step.run();
                                    due = Math.max(due + period, System.nanoTime());
                                    long left = Math.max(0, due - System.nanoTime());
                                    Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
                                }
                            } catch (InterruptedException _) {
                                // Told to stop.
                            }
                        });
    }

    private void frame(double share) {
        synchronized (painting) {
            var damage = new ArrayList<Rectangle>();
            int tiles = (int) Math.ceil(share * width * height / (TILE * TILE));
            for (int i = 0; i < tiles; i++) {
                int x = random.nextInt(Math.max(1, width / TILE)) * TILE;
                int y = random.nextInt(Math.max(1, height / TILE)) * TILE;
                text(x, y);
                damage.add(tile(x, y));
            }
            tick();
            damage.add(tile(0, 0));
            display.paint(picture, width, damage.toArray(Rectangle[]::new));
        }
    }

    private void film() {
        synchronized (painting) {
            var window = new Rectangle(TILE, TILE, 400, 300);
            for (int y = window.y(); y < window.bottom(); y++) {
                for (int x = window.x(); x < window.right(); x++) {
                    picture[y * width + x] = random.nextInt(4) * 0x404040;
                }
            }
            tick();
            display.paint(picture, width, window, tile(0, 0));
        }
    }

    private Rectangle tile(int x, int y) {
        return new Rectangle(x, y, Math.min(TILE, width - x), Math.min(TILE, height - y));
    }

    /** Something like writing: runs of three colours. */
    private void text(int x, int y) {
        int paper = 0xf0f0f0 ^ random.nextInt(4) * 0x101010;
        for (int row = y; row < Math.min(y + TILE, height); row++) {
            for (int column = x; column < Math.min(x + TILE, width); ) {
                int ink = random.nextInt(3);
                int colour = ink == 0 ? 0x202020 : ink == 1 ? 0x808080 : paper;
                int end = Math.min(Math.min(x + TILE, width), column + 1 + random.nextInt(8));
                Arrays.fill(picture, row * width + column, row * width + end, colour);
                column = end;
            }
        }
    }

    private void tick() {
        int now = clock();
        for (int row = 0; row < Math.min(TILE, height); row++) {
            Arrays.fill(picture, row * width, row * width + Math.min(TILE, width), now);
        }
    }

    private void anySize() {
        resize(TILE + random.nextInt(1920 - TILE), TILE + random.nextInt(1080 - TILE));
        frame(0.02);
    }

    private void scribbleOn() {
        var scribbling = new SplittableRandom(8);
        while (!Thread.currentThread().isInterrupted()) {
            int from = scribbling.nextInt(picture.length - 1000);
            Arrays.fill(picture, from, from + scribbling.nextInt(1000), scribbling.nextInt());
        }
    }
}
