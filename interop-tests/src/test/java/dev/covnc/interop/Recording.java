package dev.covnc.interop;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A capture of a screen as {@code covnc-demo replay} plays it, of which the last picture is known.
 */
record Recording(List<Frame> frames) {

    private static final int WIDTH = 801;
    private static final int HEIGHT = 601;

    /** Two ways of moving, in turns. */
    private static final int FRAMES = 40;

    private static final int MILLIS = 40;

    /** A whole picture, and of it the rectangle that differs from the one before. */
    record Frame(Picture picture, int x, int y, int width, int height) {}

    /**
     * Text that scrolls by a line of 16 pixels, then a window that is moved over a photo, again and
     * again.
     */
    static Recording made() {
        var frames = new ArrayList<Frame>();
        var picture = Picture.made(WIDTH, HEIGHT);
        frames.add(new Frame(picture, 0, 0, WIDTH, HEIGHT));
        for (int i = 1; i < FRAMES; i++) {
            frames.add(
                    i % 2 == 0
                            ? scrolled(frames.getLast().picture, i)
                            : moved(frames.getLast().picture, i));
        }
        return new Recording(frames);
    }

    Picture last() {
        return frames.getLast().picture;
    }

    private static Frame scrolled(Picture before, int seed) {
        int left = 420;
        int height = 288;
        var pixels = before.pixels().clone();
        for (int y = 1; y < 1 + height; y++) {
            for (int x = left; x < WIDTH - 1; x++) {
                boolean isNew = y > height - 16;
                pixels[y * WIDTH + x] =
                        isNew
                                ? (x * seed >>> 3 & 1) * 0xc0ffee
                                : before.pixels()[(y + 16) * WIDTH + x];
            }
        }
        return new Frame(new Picture(WIDTH, HEIGHT, pixels), left, 1, WIDTH - 1 - left, height);
    }

    private static Frame moved(Picture before, int step) {
        var pixels = before.pixels().clone();
        int left = 20 + step * 7;
        int top = 20 + step * 3;
        for (int y = top; y < top + 90; y++) {
            for (int x = left; x < left + 120; x++)
                pixels[y * WIDTH + x] = 0x808080 + (x - left) * 0x000001;
        }
        return new Frame(new Picture(WIDTH, HEIGHT, pixels), left, top, 120, 90);
    }

    Path write() {
        var file = Program.newFile("made.scap.gz");
        try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            out.write("SCAP1\n".getBytes(StandardCharsets.US_ASCII));
            out.writeInt(WIDTH);
            out.writeInt(HEIGHT);
            out.writeInt(frames.size());
            for (int i = 0; i < frames.size(); i++) write(frames.get(i), i * MILLIS, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void write(Frame frame, int millis, DataOutputStream out) throws IOException {
        out.writeInt(millis);
        out.writeInt(1);
        out.writeShort(frame.x);
        out.writeShort(frame.y);
        out.writeShort(frame.width);
        out.writeShort(frame.height);
        var rgb = new byte[3 * frame.width];
        for (int y = frame.y; y < frame.y + frame.height; y++) {
            for (int x = 0; x < frame.width; x++) {
                int pixel = frame.picture.pixels()[y * WIDTH + frame.x + x];
                rgb[3 * x] = (byte) (pixel >> 16);
                rgb[3 * x + 1] = (byte) (pixel >> 8);
                rgb[3 * x + 2] = (byte) pixel;
            }
            out.write(rgb);
        }
    }
}
