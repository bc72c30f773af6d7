package dev.covnc.demo;

import dev.covnc.rfb.Rectangle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A recorded screen, loaded and converted: what changed, frame by frame.
 *
 * @param frames at least one
 */
record Capture(int width, int height, List<Frame> frames) {

    /**
     * What changed at once.
     *
     * @param millis since the start; never less than the frame's before
     */
    record Frame(long millis, List<Patch> patches) {}

    /** The new pixels of one rectangle, xRGB, row by row without gaps. */
    record Patch(Rectangle area, int[] pixels) {}

    /** Reads a whole file into at most half of the heap. */
    static Capture load(Path file) throws Refused {
        try (InputStream in = Files.newInputStream(file)) {
            return new CaptureReader(in, Runtime.getRuntime().maxMemory() / 2).read();
        } catch (IOException e) {
            throw Refused.file("the capture", file, e);
        }
    }

    /**
     * How long playing it once takes, more than 0: the last frame stays as long as the one before
     * it did.
     */
    long millis() {
        long last = frames.getLast().millis();
        long before = frames.size() == 1 ? 0 : frames.get(frames.size() - 2).millis();
        return last + Math.max(1, last - before);
    }
}
