package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.Screen;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * F8: two viewers and the embedder want the display to have sizes and screens, possible ones and
 * others. Each wish has one answer, and no rectangle lies outside of the size that was told last.
 */
class GeometryFuzzTest {

    @FuzzTest
    void f8EachWishHasOneAnswer(byte[] input) {
        try (var sizes = new Sizes(new Choices(input))) {
            sizes.play();
        }
    }

    private static final class Sizes implements AutoCloseable {
        private final Choices choices;
        private final TestServer server = new TestServer(BackEnd.CONTINUATION, TestServer.NONE);
        private final List<RawViewer> viewers = List.of(viewer(), viewer());
        private final Queue<CompletableFuture<Status>> undecided = new ArrayDeque<>();
        private final int[] wishes = new int[2];

        Sizes(Choices choices) {
            this.choices = choices;
            server.decision =
                    () -> {
                        var decision = new CompletableFuture<Status>();
                        undecided.add(decision);
                        return decision;
                    };
        }

        private RawViewer viewer() {
            var script = server.watching().play("> 02 00 0002 fffffecc 00000001");
            return new RawViewer(script, server.display.width(), server.display.height());
        }

        void play() {
            while (!choices.isEmpty()) {
                int who = choices.below(2);
                step(viewers.get(who), who);
                server.run();
                viewers.forEach(RawViewer::read);
            }
            while (!undecided.isEmpty()) {
                decide(Status.PROHIBITED);
            }
            server.advance(Duration.ofSeconds(2));
            for (int who = 0; who < 2; who++) {
                var viewer = viewers.get(who).read();
                assertTrue(viewer.isBetweenMessages());
                long answers = viewer.sizes.stream().filter(s -> s.startsWith("1 ")).count();
                assertEquals(wishes[who], answers);
            }
        }

        private void step(RawViewer viewer, int who) {
            switch (choices.below(8)) {
                case 0, 1 -> wish(viewer, who);
                case 2 -> viewer.script.play("> 03 00 0000 0000 ffff ffff");
                case 3 -> viewer.script.play("> 03 01 0000 0000 ffff ffff");
                case 4 -> decide(Status.values()[choices.below(5)]);
                case 5 -> server.display.resize(1 + choices.u8(), 1 + choices.u8());
                case 6 -> screens();
                default -> server.advance(Duration.ofMillis(choices.u8()));
            }
        }

        /** The answer to the last is waited for: two that are decided at once are told as one. */
        private void wish(RawViewer viewer, int who) {
            int count = choices.below(3) == 0 ? choices.u8() : 1;
            var message = ByteBuffer.allocate(8 + count * 16).put((byte) 251).put((byte) 0);
            message.putShort((short) side()).putShort((short) side());
            message.put((byte) count).put((byte) 0);
            for (int i = 0; i < count; i++) {
                message.putInt(choices.below(3) == 0 ? choices.u8() : i);
                boolean all = choices.yes();
                message.putShort((short) (all ? 0 : side())).putShort((short) (all ? 0 : side()));
                message.putShort(all ? message.getShort(2) : (short) side());
                message.putShort(all ? message.getShort(4) : (short) side());
                message.putInt(choices.u8());
            }
            viewer.script.send(Arrays.copyOf(message.array(), message.position()));
            wishes[who]++;
            viewer.read();
        }

        /** Mostly such as a display could have. */
        private int side() {
            return choices.below(8) == 0 ? choices.u16() : choices.u8();
        }

        private void decide(Status status) {
            if (undecided.isEmpty()) {
                return;
            }
            undecided.remove().complete(status);
            server.run();
        }

        private void screens() {
            int x = choices.below(server.display.width());
            int y = choices.below(server.display.height());
            var area = new Rectangle(x, y, server.display.width() - x, server.display.height() - y);
            server.display.screens(new Screen(choices.u8(), area, choices.u8()));
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
