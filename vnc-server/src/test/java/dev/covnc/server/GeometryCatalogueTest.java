package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.encoders.Cursor;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Chapter G of hostile-input.md: sizes. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class GeometryCatalogueTest {
    private static final int MAX = Integer.MAX_VALUE;

    private static final List<int[]> IMPOSSIBLE =
            List.of(
                    new int[] {32768, 32768},
                    new int[] {65536, 65536},
                    new int[] {65535, 1},
                    new int[] {1, 65535},
                    new int[] {16385, 1},
                    new int[] {1, 16385},
                    new int[] {16384, 4097},
                    new int[] {16384, 16384},
                    new int[] {0, 0},
                    new int[] {0, 1},
                    new int[] {1, 0},
                    new int[] {-1, 1},
                    new int[] {-20, -10},
                    new int[] {MAX, MAX},
                    new int[] {MAX, 2},
                    new int[] {Integer.MIN_VALUE, Integer.MIN_VALUE});

    private final BackEnd backEnd;

    GeometryCatalogueTest(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    @Test
    void g1ADisplayOfAnImpossibleSizeIsRefusedAndNothingChanges() {
        try (var server = new TestServer(backEnd, TestServer.NONE)) {
            var viewer = server.watching().play("> 02 00 0001 ffffff21 03 01 0000 0000 0014 000a");
            viewer.discardReceived();
            for (var size : IMPOSSIBLE) {
                assertThrows(IllegalArgumentException.class, () -> new Display(size[0], size[1]));
                assertThrows(
                        IllegalArgumentException.class,
                        () -> server.display.resize(size[0], size[1]));
            }
            assertEquals(TestServer.WIDTH, server.display.width());
            assertEquals(TestServer.HEIGHT, server.display.height());
            viewer.expectNothing().assertInStep();
        }
    }

    @Test
    void g1ExtremeSizesThatAreAllowedAreShown() {
        try (var server = new TestServer(backEnd, TestServer.NONE)) {
            var viewer = server.watching().play("> 02 00 0003 00000010 ffffff21 ffffff20");
            for (var size : List.of(new int[] {16384, 1}, new int[] {1, 16384}, new int[] {1, 1})) {
                server.display.resize(size[0], size[1]);
                var wire = "%04x %04x".formatted(size[0], size[1]);
                viewer.play("> 03 01 0000 0000 ffff ffff");
                viewer.play("< 00 00 0001 0000 0000" + wire + "ffffff21").expectNothing();
                viewer.play("> 03 00 0000 0000 ffff ffff < 00 00").discardReceived();
                server.assertOthersAreServed();
            }
        }
    }

    @Test
    void g2NoRectangleIsOutsideOfTheSizeThatWasToldLast() {
        try (var server = new TestServer(backEnd, TestServer.NONE)) {
            var viewers = new ArrayList<RawViewer>();
            for (var encoding : List.of("00000000", "00000002", "00000006", "00000010")) {
                for (var size : List.of("ffffff21", "fffffecc")) {
                    var script = server.watching().play("> 02 00 0003 00000001" + encoding + size);
                    viewers.add(new RawViewer(script, TestServer.WIDTH, TestServer.HEIGHT));
                }
            }
            var random = new SplittableRandom(1);
            for (int i = 0; i < 200; i++) {
                int width = 1 + random.nextInt(i % 20 == 0 ? 2000 : 150);
                int height = 1 + random.nextInt(150);
                server.workersAreBusy(i % 3 == 0);
                for (var viewer : viewers) {
                    viewer.script.play("> 03 %02x 0000 0000 ffff ffff".formatted(i & 1));
                }
                server.display.resize(width, height);
                server.display.paint(random.ints(width * height).toArray());
                server.run().advance(Duration.ofMillis(5));
                viewers.forEach(RawViewer::read);
            }
            server.workersAreBusy(false);
            for (var viewer : viewers) {
                viewer.script.play("> 03 01 0000 0000 ffff ffff");
                viewer.read();
                assertEquals(server.display.width(), viewer.width);
                assertEquals(server.display.height(), viewer.height);
                assertTrue(viewer.isBetweenMessages());
                assertTrue(viewer.sizes.size() > 100, () -> viewer.sizes.size() + " sizes");
            }
        }
    }

    @Test
    void g4APointerOfAnImpossibleShapeIsRefusedAndNothingChanges() {
        try (var server = new TestServer(backEnd, TestServer.NONE)) {
            var viewer = server.watching().play("> 02 00 0001 ffffff11 03 01 0000 0000 0014 000a");
            viewer.discardReceived();
            for (var shape :
                    List.of(
                            new int[] {257, 1, 0, 0},
                            new int[] {1, 257, 0, 0},
                            new int[] {65535, 65535, 0, 0},
                            new int[] {MAX, MAX, 0, 0},
                            new int[] {-1, -1, 0, 0},
                            new int[] {2, 2, 2, 0},
                            new int[] {2, 2, 0, 2},
                            new int[] {2, 2, -1, 0},
                            new int[] {2, 2, 0, MAX})) {
                var argb = new int[Math.clamp((long) shape[0] * shape[1], 0, 1000)];
                refused(() -> new Cursor(shape[0], shape[1], shape[2], shape[3], argb));
            }
            refused(() -> new Cursor(2, 2, 0, 0, new int[3]));
            refused(() -> server.display.movePointer(-1, 0));
            refused(() -> server.display.movePointer(0, 65536));
            viewer.expectNothing().assertInStep();
        }
    }

    @Test
    void g4ThePointersOfExtremeSizeAreShown() {
        try (var server = new TestServer(backEnd, TestServer.NONE)) {
            var script = server.watching().play("> 02 00 0001 ffffff11");
            var viewer = new RawViewer(script, TestServer.WIDTH, TestServer.HEIGHT);
            for (var shape :
                    List.of(
                            Cursor.HIDDEN,
                            new Cursor(1, 1, 0, 0, -1),
                            new Cursor(256, 256, 255, 255, new int[65536]))) {
                int before = viewer.read().updates;
                script.play("> 03 01 0000 0000 0014 000a");
                server.display.cursor(shape);
                server.run();
                assertTrue(viewer.read().updates > before);
                assertTrue(viewer.isBetweenMessages());
            }
        }
    }

    @Test
    void g5AnUpdateHasNoMoreRectanglesThanItCanCount() {
        try (var server = new TestServer(backEnd, TestServer.NONE)) {
            int width = 3840;
            int height = 2160;
            server.display.resize(width, height);
            var viewer = new RawViewer(server.watching(), width, height);
            var pixels = new int[width * height];
            viewer.script.play("> 03 00 0000 0000 ffff ffff");
            viewer.read();
            for (int step : new int[] {2, 5, 16}) {
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] += (i % width / step + i / width / step) % 2;
                }
                server.display.paint(pixels);
                viewer.script.play("> 03 01 0000 0000 ffff ffff");
                server.advance(Duration.ofSeconds(1));
                viewer.read();
                assertArrayEquals(pixels, viewer.pixels);
            }
        }
    }

    @Test
    void g1PaintingOutsideIsRefusedAndNothingChanges() {
        try (var server = new TestServer(backEnd, TestServer.NONE)) {
            var viewer = server.watching().play("> 03 01 0000 0000 0014 000a");
            viewer.discardReceived();
            viewer.play("> 03 01 0000 0000 0014 000a");
            var display = server.display;
            var pixels = new int[20 * 10];
            Arrays.fill(pixels, 0xabcdef);
            for (var area :
                    List.of(
                            new Rectangle(0, 0, 21, 1),
                            new Rectangle(0, 0, 1, 11),
                            new Rectangle(20, 0, 1, 1),
                            new Rectangle(0, 10, 1, 1),
                            new Rectangle(MAX, MAX, MAX, MAX),
                            new Rectangle(MAX, 0, 1, 1),
                            new Rectangle(1, 1, MAX, 1),
                            new Rectangle(0, 0, 65536, 65536))) {
                refused(() -> display.paint(area, pixels, 0, 20));
                refused(() -> display.paint(pixels, 20, new Rectangle(0, 0, 1, 1), area));
            }
            refused(() -> display.paint(new int[199]));
            refused(() -> display.paint(pixels, 19));
            refused(() -> display.paint(pixels, MAX));
            refused(() -> display.paint(pixels, -20));
            refused(() -> display.paint(new Rectangle(0, 0, 20, 10), pixels, 1, 20));
            refused(() -> display.paint(new Rectangle(0, 0, 20, 10), pixels, -1, 20));
            refused(() -> display.paint(new Rectangle(0, 0, 20, 10), pixels, MAX, MAX));
            refused(() -> display.paint(new BufferedImage(21, 10, BufferedImage.TYPE_INT_RGB)));
            viewer.expectNothing().assertInStep();
        }
    }

    private static void refused(Runnable painting) {
        assertThrows(IllegalArgumentException.class, painting::run);
    }
}
