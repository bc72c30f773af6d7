package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Chapter E of hostile-input.md, the rows about pixel formats. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class PixelFormatCatalogueTest {
    private static final String XRGB = "20 18 00 01 00ff 00ff 00ff 10 08 00 000000";

    private final TestServer server;

    PixelFormatCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    @Test
    void e2APixelFormatThatIsNoneEndsTheConnection() {
        for (var wrong :
                """
                00 18 00 01 00ff 00ff 00ff 10 08 00   # bits-per-pixel, all but 8, 16, 32
                01 01 00 01 0001 0000 0000 00 00 00
                07 07 00 01 0007 0003 0003 00 03 05
                18 18 00 01 00ff 00ff 00ff 10 08 00
                40 18 00 01 00ff 00ff 00ff 10 08 00
                ff 18 00 01 00ff 00ff 00ff 10 08 00
                20 00 00 01 0000 0000 0000 00 00 00   # depth
                20 21 00 01 00ff 00ff 00ff 10 08 00
                10 11 00 01 001f 003f 001f 0b 05 00
                08 ff 00 01 0007 0007 0003 00 03 06
                20 18 00 01 00fe 00ff 00ff 10 08 00   # maxima that are not 2^n - 1
                20 18 00 01 00ff 0006 00ff 10 08 00
                20 18 00 01 00ff 00ff 0080 10 08 00
                20 20 00 01 01ff 00ff 00ff 11 08 00   # and of more than 8 bits
                20 20 00 01 03ff 03ff 03ff 14 0a 00
                20 20 00 01 ffff 0000 0000 00 00 00
                20 18 00 01 00ff 00ff ffff 10 08 00
                20 18 00 01 00ff 00ff 00ff ff 08 00   # shifts
                20 18 00 01 00ff 00ff 00ff 19 08 00
                20 18 00 01 00ff 00ff 00ff 10 08 80
                10 10 00 01 001f 003f 001f 0c 05 00
                08 08 00 01 0007 0007 0003 00 03 07
                20 18 00 01 00ff 00ff 00ff 00 08 00   # channels that overlap
                20 18 00 01 00ff 00ff 00ff 10 09 00
                10 10 00 01 001f 003f 001f 0a 05 00
                20 17 00 01 00ff 00ff 00ff 10 08 00   # more bits than the depth
                08 03 00 01 0007 0007 0003 00 03 06
                20 18 00 00 00ff 00ff 00ff 10 08 00   # without true colour, not 8 of 8 bits
                10 08 00 00 0000 0000 0000 00 00 00
                08 07 00 00 0000 0000 0000 00 00 00
                08 20 00 00 0000 0000 0000 00 00 00
                """
                        .lines()
                        .toList()) {
            var viewer = server.watching();
            // The request after it is not answered: no pixel is ever made of such a format.
            viewer.play("> 00 000000" + wrong + "\n 000000" + EVERYTHING).expectNothing();
            viewer.expectClosedBecause("pixel format");
            viewer.leave();
        }
    }

    @Test
    void e3AMaximumOfZeroIsAColourThatIsNotThere() {
        var viewer = server.watching();
        server.paint(1, 1, 0xfedcba);
        // Red, green, blue, and all three.
        viewer.play("> 00 000000 20 18 00 01 0000 00ff 00ff 10 08 00 000000");
        onePixel(viewer).play("< badc0000");
        viewer.play("> 00 000000 20 18 00 01 00ff 0000 00ff ff 08 00 000000")
                .expectClosedBecause("shift");
        viewer = server.watching();
        viewer.play("> 00 000000 20 18 01 01 00ff 0000 00ff 10 08 00 000000");
        onePixel(viewer).play("< 00fe00ba");
        viewer.play("> 00 000000 10 10 01 01 001f 003f 0000 0b 05 00 000000");
        onePixel(viewer).play("< fec0");
        viewer.play("> 00 000000 08 01 00 01 0000 0000 0000 00 00 00 000000");
        onePixel(viewer).play("< 00");
        viewer.play("> 00 000000" + XRGB).assertInStep();
    }

    private static WireScript onePixel(WireScript viewer) {
        return viewer.play("> 03 00 0001 0001 0001 0001 < 00 00 0001 0001 0001 0001 0001 00000000");
    }

    /** Formats, and how four colours look in each; the CPIXEL is the PIXEL's first three bytes. */
    private static final List<String> FORMATS =
            """
            08 08 00 01 0007 0007 0003 00 03 06 | 07       | 38       | c0       | ff
            10 10 01 01 001f 003f 001f 0b 05 00 | f800     | 07e0     | 001f     | ffff
            20 18 00 01 00ff 00ff 00ff 10 08 00 | 0000ff00 | 00ff0000 | ff000000 | ffffff00
            20 18 01 01 00ff 00ff 00ff 18 10 08 | ff000000 | 00ff0000 | 0000ff00 | ffffff00
            """
                    .lines()
                    .toList();

    private static final int[] COLOURS = {0xff0000, 0xff00, 0xff, 0xffffff};

    private static final String RAW = "02 00 0002 00000000 ffffff21 ";
    private static final String ZRLE = "02 00 0002 00000010 ffffff21 ";
    private static final String EVERYTHING = "03 00 0000 0000 ffff ffff";
    private static final String WHATEVER_CHANGES = "03 01 0000 0000 ffff ffff";

    private static String setPixelFormat(int format) {
        return "00 000000" + FORMATS.get(format % 4).split("[|]")[0] + "000000";
    }

    private static byte[] pixel(int format, int colour) {
        return WireScript.parse(FORMATS.get(format % 4).split("[|]")[1 + colour % 4]);
    }

    private void paintAll(int colour) {
        var pixels = new int[server.display.width() * server.display.height()];
        Arrays.fill(pixels, COLOURS[colour % 4]);
        server.display.paint(pixels);
    }

    @Test
    void e4TenThousandFormatsInTurnWhileTheDisplayIsResized() {
        var viewer = new PlainViewer();
        for (int i = 0; i < 5000; i++) { // twice, as there are two back-ends
            int colour = i + i / 4;
            if (i % 50 == 1) {
                server.display.resize(1 + i % 131, 1 + i % 67);
                viewer.script.play("> " + WHATEVER_CHANGES);
                viewer.readSize();
            }
            paintAll(colour);
            var encoding = i / 10 % 2 == 0 ? RAW : ZRLE;
            viewer.script.play("> " + encoding + setPixelFormat(i) + WHATEVER_CHANGES);
            viewer.readPicture(pixel(i, colour));
        }
    }

    @Test
    void e4AFormatThatComesInTheMiddleOfAnUpdateIsForTheNext() {
        server.display.resize(1280, 1024);
        server.workersAreBusy(true);
        var viewer = new PlainViewer();
        for (int i = 0; i < 8; i++) {
            paintAll(i);
            var encoding = i % 4 < 2 ? RAW : ZRLE;
            viewer.script.play("> " + encoding + setPixelFormat(i) + EVERYTHING);
            server.workOnce();
            // In the middle of it, all that an update depends on changes at once.
            var other = i % 4 < 2 ? ZRLE : RAW;
            viewer.script.play("> " + other + setPixelFormat(i + 1));
            server.display.resize(1280 - i, 1000 + i);
            paintAll(i + 2);
            while (!server.workers.isEmpty()) {
                server.workOnce();
            }
            viewer.readPicture(pixel(i, i));

            viewer.script.play("> " + WHATEVER_CHANGES);
            viewer.readSize();
            viewer.script.play("> " + WHATEVER_CHANGES);
            while (!server.workers.isEmpty()) {
                server.workOnce();
            }
            viewer.readPicture(pixel(i + 1, i + 2));
        }
    }

    /** Understands Raw, ZRLE and pictures of one colour, and that exactly. */
    private final class PlainViewer {
        final WireScript script = server.watching();
        private final Inflater inflater = new Inflater();
        private Rectangle framebuffer =
                new Rectangle(0, 0, server.display.width(), server.display.height());

        void readSize() {
            var message = ByteBuffer.wrap(script.take(4 + 12));
            assertEquals(1, message.getInt());
            framebuffer = area(message);
            assertEquals(-223, message.getInt());
            script.expectNothing();
        }

        /** All of the framebuffer, each pixel once. */
        void readPicture(byte[] pixel) {
            int rectangles = ByteBuffer.wrap(script.take(4)).getInt();
            assertTrue(rectangles > 0 && rectangles < 65535);
            long pixels = 0;
            for (int i = 0; i < rectangles; i++) {
                var header = ByteBuffer.wrap(script.take(12));
                var area = area(header);
                assertTrue(framebuffer.contains(area), area::toString);
                pixels += area.area();
                switch (header.getInt()) {
                    case 0 -> readRaw(area, pixel);
                    case 16 -> readZrle(area, pixel);
                    default -> throw new AssertionError(header);
                }
            }
            assertEquals(framebuffer.area(), pixels);
            script.expectNothing();
        }

        private static Rectangle area(ByteBuffer header) {
            int xy = header.getInt();
            int size = header.getInt();
            return new Rectangle(xy >>> 16, xy & 0xffff, size >>> 16, size & 0xffff);
        }

        private void readRaw(Rectangle area, byte[] pixel) {
            var expected = repeat(pixel, area.area());
            assertArrayEquals(expected, script.take(expected.length));
        }

        /** Every tile is of subencoding 1, solid. */
        private void readZrle(Rectangle area, byte[] pixel) {
            int tiles = (area.width() + 63) / 64 * ((area.height() + 63) / 64);
            var cpixel = Arrays.copyOf(pixel, Math.min(pixel.length, 3));
            var tile = ByteBuffer.allocate(1 + cpixel.length).put((byte) 1).put(cpixel).array();
            var expected = repeat(tile, tiles);
            inflater.setInput(script.take(ByteBuffer.wrap(script.take(4)).getInt()));
            var actual = new byte[expected.length + 1];
            assertEquals(expected.length, inflate(actual));
            assertTrue(inflater.needsInput());
            assertArrayEquals(expected, Arrays.copyOf(actual, expected.length));
        }

        private int inflate(byte[] into) {
            try {
                return inflater.inflate(into);
            } catch (DataFormatException e) {
                throw new AssertionError(e);
            }
        }

        private static byte[] repeat(byte[] bytes, long times) {
            var all = ByteBuffer.allocate(Math.toIntExact(bytes.length * times));
            while (all.hasRemaining()) {
                all.put(bytes);
            }
            return all.array();
        }
    }
}
