package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.encoders.Contents;
import dev.covnc.encoders.Form;
import dev.covnc.encoders.Policy;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** What an embedder says of forms is what a viewer gets. */
class PolicyTest {
    private static final int MONO = 0x50;
    private static final int COPY = 0x00;

    /** Never a palette, and otherwise what is standard. */
    private static final Policy TRUE_COLOUR =
            new Policy() {
                @Override
                public void cut(
                        Contents contents, Rectangle area, Hints hints, List<Rectangle> into) {
                    STANDARD.cut(contents, area, hints, into);
                }

                @Override
                public int mostIndexed(int pixels, Hints hints) {
                    return 1;
                }

                @Override
                public Form form(int pixels, boolean isPhotographic, Hints hints) {
                    return Form.TRUE_COLOUR;
                }

                @Override
                public int leastPhotographic() {
                    return STANDARD.leastPhotographic();
                }
            };

    @Test
    void twoColoursAreAPaletteByItself() throws IOException {
        assertEquals(MONO, formOfTwoColours(Policy.STANDARD));
    }

    @Test
    void twoColoursAreNoneWhereTheEmbedderWantsNone() throws IOException {
        assertEquals(COPY, formOfTwoColours(TRUE_COLOUR));
    }

    private static int formOfTwoColours(Policy policy) throws IOException {
        var display = new Display(20, 20);
        var pixels = new int[20 * 20];
        Arrays.setAll(pixels, i -> i % 3 == 0 ? 0xff0000 : 0xff);
        display.paint(pixels);
        try (var server = VncServer.builder(display).port(0).policy(policy).start();
                var viewer = new SocketViewer(server.address())) {
            viewer.send(ByteBuffer.allocate(8).putInt(0x02000001).putInt(7).array());
            viewer.request(false);
            byte[] update = viewer.socket.getInputStream().readNBytes(4 + 12 + 1);
            assertEquals(1, update[3], "rectangles");
            assertEquals(7, update[15], "encoding");
            return Byte.toUnsignedInt(update[16]);
        }
    }
}
