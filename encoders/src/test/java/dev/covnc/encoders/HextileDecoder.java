package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hextile as RFC 6143 section 7.7.4 tells a viewer to read it. It is strict where viewers disagree:
 * a raw tile takes both colours away, and subrectangles of several colours take the foreground.
 */
final class HextileDecoder implements Decoder {
    private Integer background;
    private Integer foreground;

    /** The subencodings of the last rectangle. */
    final StringBuilder seen = new StringBuilder();

    @Override
    public int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
        background = foreground = null;
        seen.setLength(0);
        var picture = new int[width * height];
        for (int top = 0; top < height; top += 16) {
            for (int left = 0; left < width; left += 16) {
                int w = Math.min(16, width - left);
                int h = Math.min(16, height - top);
                int[] tile = tile(in, w, h, format);
                for (int y = 0; y < h; y++) {
                    System.arraycopy(tile, y * w, picture, (top + y) * width + left, w);
                }
            }
        }
        return picture;
    }

    private int[] tile(ByteBuffer in, int w, int h, PixelFormat format) {
        int mask = Byte.toUnsignedInt(in.get());
        seen.append(mask).append(' ');
        var tile = new int[w * h];
        if (mask == 1) {
            Arrays.setAll(tile, _ -> Decoder.pixel(in, format));
            background = foreground = null;
            return tile;
        }
        require((mask & 1) == 0 && mask < 32, "mask " + mask);
        require((mask & 4) == 0 || (mask & 24) == 8, "a foreground for nobody: " + mask);
        require((mask & 16) == 0 || (mask & 8) != 0, "coloured without any: " + mask);
        if ((mask & 2) != 0) background = Decoder.pixel(in, format);
        if ((mask & 4) != 0) foreground = Decoder.pixel(in, format);
        require(background != null, "no background is known");
        Arrays.fill(tile, background);
        if ((mask & 8) != 0) subrectangles(in, tile, w, h, (mask & 16) != 0, format);
        if ((mask & 16) != 0) foreground = null;
        return tile;
    }

    private void subrectangles(
            ByteBuffer in, int[] tile, int w, int h, boolean coloured, PixelFormat format) {
        int n = Byte.toUnsignedInt(in.get());
        for (int i = 0; i < n; i++) {
            require(coloured || foreground != null, "no foreground is known");
            int pixel = coloured ? Decoder.pixel(in, format) : foreground;
            int xy = Byte.toUnsignedInt(in.get());
            int wh = Byte.toUnsignedInt(in.get());
            int right = (xy >> 4) + (wh >> 4) + 1;
            int bottom = (xy & 15) + (wh & 15) + 1;
            require(right <= w && bottom <= h, "sticks out");
            for (int y = xy & 15; y < bottom; y++) {
                Arrays.fill(tile, y * w + (xy >> 4), y * w + right, pixel);
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
