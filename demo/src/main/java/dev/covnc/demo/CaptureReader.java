package dev.covnc.demo;

import dev.covnc.rfb.Rectangle;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reads a capture, gzip of big-endian fields, and believes nothing it says:
///
/// ```
/// "SCAP1\n"  u32 width  u32 height  u32 frames
/// frame:      u32 milliseconds since the start  u32 rectangles
/// rectangle:  u16 x, y, width, height  then width * height * 3 bytes of RGB
/// ```
///
/// Nothing is allocated on the word of a count; what is kept is charged against a budget first.
final class CaptureReader {

    private static final byte[] MAGIC = {'S', 'C', 'A', 'P', '1', '\n'};

    /** About what a frame or a rectangle costs beside its pixels. */
    private static final int OBJECT_BYTES = 96;

    private final DataInputStream in;
    private long budget;
    private Rectangle screen;
    private byte[] row;

    /**
     * @param budget the bytes of memory that the capture may take
     */
    CaptureReader(InputStream file, long budget) throws IOException {
        this.in = new DataInputStream(new GZIPInputStream(file, 1 << 16));
        this.budget = budget;
    }

    /** Reads to the end of the file, where gzip's checksum is. */
    Capture read() throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("it is not a capture: it does not begin with SCAP1");
        }
        long width = u32();
        long height = u32();
        if (!Scene.fits(width, height)) {
            throw new IOException(
                    "it is damaged, or too large to show: %dx%d".formatted(width, height));
        }
        screen = new Rectangle(0, 0, (int) width, (int) height);
        row = new byte[screen.width() * 3];
        charge(2L * Integer.BYTES * screen.area()); // The player's picture and the display's.
        List<Capture.Frame> frames = frames();
        if (in.read() != -1) {
            throw new IOException("it is damaged: it goes on after its last frame");
        }
        return new Capture(screen.width(), screen.height(), frames);
    }

    private List<Capture.Frame> frames() throws IOException {
        long count = u32();
        if (count == 0) {
            throw new IOException("it is damaged: it has no frames");
        }
        var frames = new ArrayList<Capture.Frame>();
        long before = 0;
        for (long i = 0; i < count; i++) {
            charge(OBJECT_BYTES);
            long millis = u32();
            if (millis < before) {
                throw new IOException(
                        "it is damaged: frame %d comes before frame %d".formatted(i, i - 1));
            }
            before = millis;
            frames.add(new Capture.Frame(millis, patches(i)));
        }
        return frames;
    }

    private List<Capture.Patch> patches(long frame) throws IOException {
        long count = u32();
        var patches = new ArrayList<Capture.Patch>();
        for (long i = 0; i < count; i++) {
            var area = rectangle();
            if (area.isEmpty() || !screen.contains(area)) {
                throw new IOException(
                        "it is damaged: in frame %d a rectangle %dx%d at %d,%d is not inside %dx%d"
                                .formatted(
                                        frame,
                                        area.width(),
                                        area.height(),
                                        area.x(),
                                        area.y(),
                                        screen.width(),
                                        screen.height()));
            }
            charge(OBJECT_BYTES + Integer.BYTES * area.area());
            patches.add(new Capture.Patch(area, pixels(area)));
        }
        return patches;
    }

    private Rectangle rectangle() throws IOException {
        return new Rectangle(
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedShort());
    }

    private int[] pixels(Rectangle area) throws IOException {
        int[] pixels = new int[(int) area.area()];
        for (int y = 0, at = 0; y < area.height(); y++) {
            in.readFully(row, 0, area.width() * 3);
            for (int x = 0; x < area.width() * 3; x += 3) {
                pixels[at++] = (row[x] & 0xFF) << 16 | (row[x + 1] & 0xFF) << 8 | row[x + 2] & 0xFF;
            }
        }
        return pixels;
    }

    private void charge(long bytes) throws IOException {
        budget -= bytes;
        if (budget < 0) {
            throw new IOException("it does not fit into Java's memory: give it more with -Xmx");
        }
    }

    private long u32() throws IOException {
        return Integer.toUnsignedLong(in.readInt());
    }
}
