package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.encoders.Cursor;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.Screen;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * F4: viewers and the embedder do what they like, in whatever order. A viewer that keeps to the
 * rules is sent nothing that is against them, and in the end sees the display.
 */
class SessionFuzzTest {
    private static final int MANY_VIEWERS = 4;

    /** What is held back for one viewer at the most, of pictures as small as these. */
    private static final int CAP = 256 * 1024 + 64 * 1024;

    /** What viewers here may understand, and RawViewer does. */
    private static final int[] EXTENSIONS = {
        1, -223, -224, -239, -240, -314, -307, -308, -312, -313, -232, 0x574d5664, 0x574d5666, -24
    };

    @FuzzTest
    void f4WhoKeepsToTheRulesSeesTheDisplay(byte[] input) {
        try (var session = new Session(new Choices(input))) {
            session.play();
        }
    }

    private static final class Session implements AutoCloseable {
        private final Choices choices;
        private final TestServer server = new TestServer(BackEnd.CONTINUATION, TestServer.NONE);
        private final List<RawViewer> viewers = new ArrayList<>();
        private final SplittableRandom random = new SplittableRandom(1);

        Session(Choices choices) {
            this.choices = choices;
            viewers.add(newViewer());
        }

        private RawViewer newViewer() {
            server.display.name("test");
            return new RawViewer(
                    server.watching(), server.display.width(), server.display.height());
        }

        void play() {
            while (!choices.isEmpty()) {
                int who = choices.below(viewers.size());
                step(viewers.get(who), who);
                server.run();
                for (var viewer : viewers) {
                    assertTrue(viewer.script.pending() <= CAP);
                }
            }
            server.embedderIsBusy(false);
            server.workersAreBusy(false);
            viewers.forEach(this::assertSeesTheDisplay);
        }

        private void step(RawViewer viewer, int who) {
            switch (choices.below(24)) {
                case 0, 1 -> request(viewer);
                case 2 -> understand(viewer);
                case 3 -> say(viewer, message(4, 1, 0, 0).putInt(choices.u16()));
                case 4 -> say(viewer, message(5, choices.u8()).putInt(point()));
                case 5 -> clipboard(viewer);
                case 6 -> fence(viewer);
                case 7 -> continuously(viewer);
                case 8 -> wish(viewer);
                case 9, 10, 11 -> paint();
                case 12 -> server.display.resize(1 + choices.below(80), 1 + choices.below(80));
                case 13 -> server.display.bell();
                case 14 -> server.display.clipboard("x".repeat(choices.u8()));
                case 15 -> server.display.name("n".repeat(choices.below(9)));
                case 16 -> pointer();
                case 17 -> server.advance(Duration.ofMillis(choices.u8()));
                case 18 -> server.embedderIsBusy(choices.yes());
                case 19 -> server.workersAreBusy(choices.yes());
                case 20 -> read(viewer);
                case 21 -> more();
                case 22 -> leave(viewer, who);
                default -> viewer.script.sendInPieces(0, new byte[] {2, 0, 0, 0});
            }
        }

        private ByteBuffer message(int... bytes) {
            var message = ByteBuffer.allocate(600);
            for (int b : bytes) {
                message.put((byte) b);
            }
            return message;
        }

        private void say(RawViewer viewer, ByteBuffer message) {
            viewer.script.sendInPieces(
                    choices.below(8), Arrays.copyOf(message.array(), message.position()));
            viewer.read();
        }

        private int point() {
            return choices.u8() << 16 | choices.u8();
        }

        private void request(RawViewer viewer) {
            boolean all = choices.yes();
            say(
                    viewer,
                    message(3, choices.yes() ? 1 : 0)
                            .putInt(all ? 0 : point())
                            .putInt(all ? -1 : point()));
        }

        private void understand(RawViewer viewer) {
            int which = choices.u16();
            var message = message(2, 0, 0, Integer.bitCount(which & 0x3fff));
            for (int i = 0; i < EXTENSIONS.length; i++) {
                if ((which >> i & 1) != 0) {
                    message.putInt(EXTENSIONS[i]);
                }
            }
            say(viewer, message);
        }

        private void clipboard(RawViewer viewer) {
            var text = choices.take(choices.u8());
            say(viewer, message(6, 0, 0, 0).putInt(text.length).put(text));
        }

        private void fence(RawViewer viewer) {
            var payload = choices.take(choices.u8());
            int flags = choices.u8() << 24 | choices.u8();
            say(
                    viewer,
                    message(248, 0, 0, 0).putInt(flags).put((byte) payload.length).put(payload));
        }

        /** Allowed only to a viewer that has said that it knows what this is. */
        private void continuously(RawViewer viewer) {
            say(viewer, message(2, 0, 0, 2).putInt(-313).putInt(-312));
            int enable = choices.yes() ? 1 : 0;
            say(viewer, message(150, enable).putInt(point()).putInt(point()));
        }

        /** Allowed only to a viewer that understands the answer. */
        private void wish(RawViewer viewer) {
            say(viewer, message(2, 0, 0, 1).putInt(-308));
            int size = point();
            say(
                    viewer,
                    message(251, 0)
                            .putInt(size)
                            .put((byte) 1)
                            .put((byte) 0)
                            .putInt(1)
                            .putInt(choices.yes() ? 0 : point())
                            .putInt(size)
                            .putInt(0));
        }

        private void paint() {
            int x = choices.below(server.display.width());
            int y = choices.below(server.display.height());
            int width = 1 + choices.below(server.display.width() - x);
            int height = 1 + choices.below(server.display.height() - y);
            int colours = 1 + choices.below(4);
            var pixels = random.ints(width * height, 0, colours).toArray();
            server.display.paint(new Rectangle(x, y, width, height), pixels, 0, width);
        }

        private void pointer() {
            if (choices.yes()) {
                server.display.movePointer(choices.u8(), choices.u8());
                return;
            }
            int width = 1 + choices.below(40);
            int height = 1 + choices.below(40);
            var argb = random.ints(width * height).toArray();
            server.display.cursor(
                    new Cursor(width, height, choices.below(width), choices.below(height), argb));
        }

        private void read(RawViewer viewer) {
            if (choices.yes()) {
                viewer.script.readOn();
                viewer.read();
            } else {
                viewer.script.stopReading();
            }
        }

        private void more() {
            if (viewers.size() < MANY_VIEWERS) {
                viewers.add(newViewer());
            } else {
                int width = server.display.width();
                server.display.screens(
                        new Screen(choices.u8(), new Rectangle(0, 0, width, 1), choices.u8()));
            }
        }

        /** One at least stays; what the one that goes says last may be anything. */
        private void leave(RawViewer viewer, int who) {
            if (viewers.size() > 1) {
                viewer.script.send(choices.take(choices.u8()));
                if (choices.yes()) {
                    viewer.script.finish();
                } else if (viewer.script.channel.isOpen()) {
                    viewer.script.reset();
                }
                server.advance(Duration.ofSeconds(1));
                viewers.remove(who);
            }
        }

        private void assertSeesTheDisplay(RawViewer viewer) {
            viewer.script.readOn();
            viewer.read();
            if (!viewer.script.channel.isOpen()) {
                return; // It did not read for too long.
            }
            // Pointers are drawn by the viewer from here on.
            say(viewer, message(2, 0, 0, 3).putInt(-223).putInt(-239).putInt(-232));
            for (int i = 0; i < 2; i++) {
                say(viewer, message(3, 0).putInt(0).putInt(-1));
                for (int t = 0; t < 20; t++) {
                    server.advance(Duration.ofMillis(100));
                    viewer.read();
                }
            }
            assertTrue(viewer.isBetweenMessages(), "half a message came");
            assertEquals(server.display.width(), viewer.width);
            assertEquals(server.display.height(), viewer.height);
            var shown = new int[viewer.pixels.length];
            var frame = server.display.frame();
            frame.read(frame.area(), shown, 0, frame.width());
            assertArrayEquals(shown, viewer.pixels);
        }

        /** The healthy viewer would see a pointer where it looks for a pixel. */
        @Override
        public void close() {
            server.display.cursor(Cursor.HIDDEN);
            server.close();
        }
    }
}
