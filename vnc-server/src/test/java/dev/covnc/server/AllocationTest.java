package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.covnc.encoders.Frame;
import dev.covnc.encoders.Moves;
import dev.covnc.encoders.Policy;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;

/** What planning and encoding an update leaves to the garbage collector, even before the JIT. */
class AllocationTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int LINE = 16;
    private static final int WARM_UP = 50;
    private static final int COUNTED = 100;
    private static final long MOST = 64 * 1024;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int[] picture = new int[WIDTH * HEIGHT];
    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(ints = {Encodings.TIGHT, Encodings.ZRLE})
    void anUpdateOfSomeLinesOfTextTakesLittleMoreThanItsBytes(int encoding) {
        var wishes = Wishes.INITIAL.with(new SetEncodings(List.of(encoding)));
        var shown = new Shown();
        shown.resize(WIDTH, HEIGHT);
        var frame = Frame.blank(WIDTH, HEIGHT);
        var out = new WireWriter(1 << 20);
        long allocated = 0;
        long sent = 0;
        try (var encoders = new ViewerEncoders(Policy.STANDARD)) {
            for (int i = 0; i < WARM_UP + COUNTED; i++) {
                frame = frame.paint(List.of(type()), picture, 0, WIDTH);
                out.clear();
                long before = threads.getCurrentThreadAllocatedBytes();
                update(frame, shown, encoders, wishes, out);
                allocated += i < WARM_UP ? 0 : threads.getCurrentThreadAllocatedBytes() - before;
                sent += i < WARM_UP ? 0 : out.size();
            }
        }
        long most = MOST + sent / COUNTED;
        System.out.printf(
                "%s: %d bytes allocated for an update of %d%n",
                Encodings.name(encoding), allocated / COUNTED, sent / COUNTED);
        assertTrue(allocated / COUNTED < most, allocated / COUNTED + ", not below " + most);
    }

    private static void update(
            Frame frame, Shown shown, ViewerEncoders encoders, Wishes wishes, WireWriter out) {
        int wastable = encoders.encoder(wishes).wastable();
        var plan = shown.catchUp(frame, shown.area(), wastable, Moves.NONE);
        var pieces = new Pieces(frame, Band.of(plan), encoders, wishes, Header.COUNTED);
        pieces.encodeNext(out);
        while (pieces.hasMore()) {
            out.clear();
            pieces.encodeNext(out);
        }
    }

    /** Three lines of strokes that differ from what was there. */
    private Rectangle type() {
        var area = new Rectangle(100, random.nextInt(HEIGHT / LINE - 3) * LINE, 640, 3 * LINE);
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                boolean ink = y % LINE > 3 && x % 8 < 6 && random.nextInt(3) == 0;
                picture[y * WIDTH + x] = ink ? random.nextInt(200) * 0x010101 : 0xffffff;
            }
        }
        return area;
    }
}
