package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * RRE as RFC 6143 section 7.7.3 tells a viewer to read it, and CoRRE as rfbproto does;
 * subrectangles that overlap or stick out are errors.
 */
final class SubrectangleDecoder implements Decoder {
    private final boolean sidesAreBytes;

    /** How many subrectangles the last rectangle had. */
    int count;

    private SubrectangleDecoder(boolean sidesAreBytes) {
        this.sidesAreBytes = sidesAreBytes;
    }

    static SubrectangleDecoder rre() {
        return new SubrectangleDecoder(false);
    }

    static SubrectangleDecoder coRre() {
        return new SubrectangleDecoder(true);
    }

    @Override
    public int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
        count = in.getInt();
        var picture = new int[width * height];
        Arrays.fill(picture, Decoder.pixel(in, format));
        var covered = new boolean[width * height];
        for (int i = 0; i < count; i++) {
            int pixel = Decoder.pixel(in, format);
            int x = side(in);
            int y = side(in);
            int w = side(in);
            int h = side(in);
            if (w == 0 || h == 0 || x + w > width || y + h > height) {
                throw new AssertionError(w + "x" + h + " at " + x + "," + y);
            }
            for (int p = 0; p < w * h; p++) {
                int at = (y + p / w) * width + x + p % w;
                if (covered[at]) {
                    throw new AssertionError("twice: " + x + "," + y);
                }
                covered[at] = true;
                picture[at] = pixel;
            }
        }
        return picture;
    }

    private int side(ByteBuffer in) {
        return sidesAreBytes ? Byte.toUnsignedInt(in.get()) : Short.toUnsignedInt(in.getShort());
    }
}
