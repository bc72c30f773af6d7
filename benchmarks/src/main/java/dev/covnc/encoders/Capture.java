package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// A recording of a real screen, in memory.
///
/// ```
/// file       gzip of: "SCAP1\n", u32 width, u32 height, u32 frames, then the frames
/// frame      u32 milliseconds since the start, u32 rectangles, then the rectangles
/// rectangle  u16 x, y, width, height, then width * height * 3 bytes of red, green and blue
/// ```
///
/// All numbers are big-endian. The rectangles of a frame are what changed; those of the first are
/// the whole screen.
record Capture(int width, int height, List<List<Patch>> frames) {
    private static final byte[] MAGIC = "SCAP1\n".getBytes(StandardCharsets.US_ASCII);

    /** A rectangle with its pixels, without gaps. */
    record Patch(Rectangle area, int[] xrgb) {

        private static Patch read(DataInputStream in) throws IOException {
            var area =
                    new Rectangle(
                            in.readUnsignedShort(),
                            in.readUnsignedShort(),
                            in.readUnsignedShort(),
                            in.readUnsignedShort());
            var rgb = new byte[Math.toIntExact(area.area() * 3)];
            in.readFully(rgb);
            var xrgb = new int[rgb.length / 3];
            for (int i = 0; i < xrgb.length; i++) {
                int red = rgb[i * 3] & 0xff;
                int green = rgb[i * 3 + 1] & 0xff;
                int blue = rgb[i * 3 + 2] & 0xff;
                xrgb[i] = red << 16 | green << 8 | blue;
            }
            return new Patch(area, xrgb);
        }

        private void drawOn(int[] picture, int width) {
            for (int y = 0; y < area.height(); y++) {
                int to = (area.y() + y) * width + area.x();
                System.arraycopy(xrgb, y * area.width(), picture, to, area.width());
            }
        }
    }

    /**
     * @throws IllegalArgumentException if there is no such file or it is not a capture
     */
    static Capture read(String file) {
        var path = Path.of(file);
        if (file.isEmpty() || !Files.isReadable(path)) {
            throw new IllegalArgumentException(
                    "Name a capture that can be read: -p capture=FILE.scap.gz, not \""
                            + file
                            + '"');
        }
        try (var in =
                new DataInputStream(
                        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(path))))) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IllegalArgumentException(file + " is not a capture");
            }
            int width = in.readInt();
            int height = in.readInt();
            int count = in.readInt();
            var frames = new ArrayList<List<Patch>>();
            for (int i = 0; i < count; i++) {
                in.readInt();
                int patches = in.readInt();
                var frame = new ArrayList<Patch>();
                for (int j = 0; j < patches; j++) {
                    frame.add(Patch.read(in));
                }
                frames.add(frame);
            }
            return new Capture(width, height, frames);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not a whole capture", e);
        }
    }

    /** Every picture, whole and without gaps. */
    List<int[]> pictures() {
        var pictures = new ArrayList<int[]>();
        var picture = new int[width * height];
        for (var frame : frames) {
            frame.forEach(patch -> patch.drawOn(picture, width));
            pictures.add(picture.clone());
        }
        return pictures;
    }

    /** What a viewer who keeps up is sent, in new tiles that nobody has looked into yet. */
    List<Update> updates() {
        var updates = new ArrayList<Update>();
        var picture = new int[width * height];
        var before = Frame.blank(width, height);
        for (var patches : frames) {
            patches.forEach(patch -> patch.drawOn(picture, width));
            var damage = patches.stream().map(Patch::area).toList();
            var after = before.paint(damage, picture, 0, width);
            updates.add(Update.between(before, after));
            before = after;
        }
        return updates;
    }
}
