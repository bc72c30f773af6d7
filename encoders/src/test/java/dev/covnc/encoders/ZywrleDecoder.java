package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

import java.nio.ByteBuffer;

/**
 * ZYWRLE as viewers read it: a raw tile of ZRLE is a tile of coefficients, which are transformed
 * back.
 */
final class ZywrleDecoder implements Decoder {
    final TileDecoder coefficients = TileDecoder.zrle();
    private final ZrleDecoder zrle = new ZrleDecoder(TileDecoder.zrle(this::raw));
    private final int level;

    /**
     * @param quality the viewer's, 0 to 9
     */
    ZywrleDecoder(int quality) {
        level = 3 - quality / 3;
    }

    @Override
    public int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
        return zrle.decode(in, width, height, format);
    }

    private int[] raw(ByteBuffer in, int width, int height, PixelFormat format) {
        int[] tile = coefficients.tile(in, width, height, format);
        int w = width - width % (1 << level);
        int h = height - height % (1 << level);
        return w == 0 || h == 0 ? tile : synthesised(tile, width, height, w, h, format);
    }

    private int[] synthesised(int[] tile, int width, int height, int w, int h, PixelFormat format) {
        var planes = new byte[3][w * h];
        int next = 0;
        for (int l = 0; l < level; l++) {
            for (int band = 3; band >= (l == level - 1 ? 0 : 1); band--) {
                for (int y = band / 2 << l; y < h; y += 2 << l) {
                    for (int x = band % 2 << l; x < w; x += 2 << l, next++) {
                        for (int field = 0; field < 3; field++) {
                            planes[field][y * w + x] = (byte) field(tile[next], field, format);
                        }
                    }
                }
            }
        }
        for (int l = level - 1; l >= 0; l--) {
            for (var plane : planes) {
                for (int x = 0; x < w; x += 1 << l) {
                    for (int y = 0; y < h; y += 2 << l) back(plane, y * w + x, w << l);
                }
                for (int y = 0; y < h; y += 1 << l) {
                    for (int x = 0; x < w; x += 2 << l) back(plane, y * w + x, 1 << l);
                }
            }
        }
        var picture = new int[width * height];
        for (int i = 0; i < w * h; i++) {
            picture[i / w * width + i % w] =
                    colour(planes[2][i], planes[1][i], planes[0][i], format);
        }
        for (int part = 1; part < 4; part++) {
            for (int y = part / 2 * h; y < (part / 2 == 0 ? h : height); y++) {
                for (int x = part % 2 * w; x < (part % 2 == 0 ? w : width); x++) {
                    picture[y * width + x] = tile[next++];
                }
            }
        }
        return picture;
    }

    /** The lowest field is 0, the highest 2; each is the highest bits of a byte. */
    private static int field(int pixel, int field, PixelFormat format) {
        int outer = Integer.bitCount(format.redMax());
        int inner = Integer.bitCount(format.greenMax());
        return switch (field) {
            case 0 -> pixel << 8 - outer;
            case 1 -> pixel >> outer << 8 - inner;
            default -> pixel >> outer + inner << 8 - outer;
        };
    }

    /** Of two with different signs the sum came first; of two alike, the difference second. */
    private static void back(byte[] plane, int at, int distance) {
        byte first = plane[at];
        byte second = plane[at + distance];
        boolean alike = first < 0 == second < 0;
        int a;
        int b;
        if (alike) {
            b = first - second;
            a = b < 0 == first < 0 ? first : second;
        } else {
            a = first + second;
            b = a < 0 == second < 0 ? -second : first;
        }
        plane[at] = (byte) a;
        plane[at + distance] = (byte) b;
    }

    private static int colour(int v, int y, int u, PixelFormat format) {
        int green = y + 128 - (2 * u + 2 * v >> 2);
        int outer = Integer.bitCount(format.redMax());
        int inner = Integer.bitCount(format.greenMax());
        return clamped(2 * v + green) >> 8 - outer << outer + inner
                | clamped(green) >> 8 - inner << outer
                | clamped(2 * u + green) >> 8 - outer;
    }

    private static int clamped(int channel) {
        return Math.clamp(channel, 0, 255);
    }

    @Override
    public void close() {
        zrle.close();
    }
}
