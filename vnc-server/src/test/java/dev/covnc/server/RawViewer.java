package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A viewer in memory that knows Raw and CopyRect in 32 bits a pixel, and all extensions that have
 * no pixels or bring a pointer's shape: it takes what a server sends for it word by word, and
 * nothing that is against the rules. Of RRE, zlib and ZRLE it knows where they begin and end.
 */
final class RawViewer {
    private static final int OPEN = 65535;

    final WireScript script;

    /** What the server said about the size of its own accord or as an answer: reason, status. */
    final List<String> sizes = new ArrayList<>();

    int width;
    int height;
    int[] pixels;
    int updates;
    int marks;
    int ends;
    private byte[] unread = {};

    RawViewer(WireScript script, int width, int height) {
        this.script = script;
        resize(width, height);
    }

    private void resize(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new int[width * height];
    }

    /** Takes all messages that have come to their end. */
    RawViewer read() {
        var come = script.discardReceived();
        var all = Arrays.copyOf(unread, unread.length + come.length);
        System.arraycopy(come, 0, all, unread.length, come.length);
        var in = ByteBuffer.wrap(all);
        while (isWhole(in)) {
            message(in, true);
        }
        unread = Arrays.copyOfRange(all, in.position(), all.length);
        return this;
    }

    private boolean isWhole(ByteBuffer in) {
        try {
            message(in.duplicate(), false);
            return true;
        } catch (BufferUnderflowException _) {
            return false;
        }
    }

    /** Whether nothing is half there. */
    boolean isBetweenMessages() {
        return unread.length == 0;
    }

    /**
     * @param does whether it is done, too, what the message says
     */
    private void message(ByteBuffer in, boolean does) {
        int type = u8(in);
        switch (type) {
            case 0 -> update(in, does);
            case 1 -> {
                padding(in, 1);
                u16(in);
                skip(in, 6L * u16(in));
            }
            case 2 -> {}
            case 3 -> {
                padding(in, 3);
                skip(in, in.getInt() & 0xffffffffL);
            }
            case 150 -> ends += does ? 1 : 0;
            case 248 -> {
                padding(in, 3);
                marks += in.getInt() < 0 && does ? 1 : 0;
                int length = u8(in);
                assertTrue(length <= 64, "a fence of " + length);
                skip(in, length);
            }
            default -> throw new AssertionError("a message of type " + type);
        }
    }

    private void update(ByteBuffer in, boolean does) {
        padding(in, 1);
        int count = u16(in);
        assertTrue(count > 0, "an empty update");
        var size = new Rectangle(0, 0, width, height);
        for (int i = 0; i < count || count == OPEN; i++) {
            var area = new Rectangle(u16(in), u16(in), u16(in), u16(in));
            int encoding = in.getInt();
            if (encoding == Encodings.LAST_RECT) {
                break;
            }
            if (encoding == Encodings.DESKTOP_SIZE || encoding == Encodings.EXTENDED_DESKTOP_SIZE) {
                assertEquals(1, count, "with other rectangles");
                size(in, area, encoding, does);
                return;
            }
            rectangle(in, area, encoding, size, does);
        }
        updates += does ? 1 : 0;
    }

    private void rectangle(
            ByteBuffer in, Rectangle area, int encoding, Rectangle size, boolean does) {
        switch (encoding) {
            case Encodings.RAW -> {
                assertTrue(size.contains(area), () -> area + " is not in " + size);
                raw(in, area, does);
            }
            case Encodings.COPY_RECT -> {
                var from = new Rectangle(u16(in), u16(in), area.width(), area.height());
                assertTrue(size.contains(area) && size.contains(from), () -> area + " " + from);
                if (does) {
                    copy(from, area);
                }
            }
            case Encodings.RRE -> {
                assertTrue(size.contains(area), () -> area + " is not in " + size);
                skip(in, (in.getInt() & 0xffffffffL) * 12 + 4);
            }
            case Encodings.ZLIB, Encodings.ZRLE -> {
                assertTrue(size.contains(area), () -> area + " is not in " + size);
                skip(in, in.getInt() & 0xffffffffL);
            }
            case Encodings.DESKTOP_NAME -> {
                var name = new byte[in.getInt()];
                in.get(name);
                assertEquals(-1, new String(name, UTF_8).indexOf('\ufffd'));
            }
            case Encodings.CURSOR -> skip(in, shape(area) * 4L + bits(area));
            case Encodings.X_CURSOR -> skip(in, shape(area) == 0 ? 0 : 6 + 2L * bits(area));
            case Encodings.CURSOR_WITH_ALPHA -> {
                assertEquals(Encodings.RAW, in.getInt());
                skip(in, shape(area) * 4L);
            }
            case Encodings.VMWARE_CURSOR -> {
                assertEquals(1, u8(in), "not with alpha");
                padding(in, 1);
                skip(in, shape(area) * 4L);
            }
            case Encodings.POINTER_POSITION, Encodings.VMWARE_CURSOR_POSITION -> shape(area);
            default -> throw new AssertionError("a rectangle of encoding " + encoding);
        }
    }

    private static int shape(Rectangle area) {
        assertTrue(area.width() <= 256 && area.height() <= 256, area::toString);
        return area.width() * area.height();
    }

    /** The bytes of a mask. */
    private static int bits(Rectangle area) {
        return (area.width() + 7) / 8 * area.height();
    }

    private void raw(ByteBuffer in, Rectangle area, boolean does) {
        if (!does) {
            skip(in, area.width() * area.height() * 4L);
            return;
        }
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                pixels[y * width + x] = Integer.reverseBytes(in.getInt());
            }
        }
    }

    private void copy(Rectangle from, Rectangle to) {
        var before = pixels.clone();
        for (int y = 0; y < to.height(); y++) {
            int source = (from.y() + y) * width + from.x();
            System.arraycopy(before, source, pixels, (to.y() + y) * width + to.x(), to.width());
        }
    }

    private void size(ByteBuffer in, Rectangle said, int encoding, boolean does) {
        assertTrue(said.width() > 0 && said.height() > 0, said::toString);
        if (encoding == Encodings.EXTENDED_DESKTOP_SIZE) {
            int screens = u8(in);
            assertTrue(screens > 0, "no screens");
            padding(in, 3);
            var size = new Rectangle(0, 0, said.width(), said.height());
            for (int i = 0; i < screens; i++) {
                in.getInt();
                var area = new Rectangle(u16(in), u16(in), u16(in), u16(in));
                in.getInt();
                assertTrue(!area.isEmpty() && size.contains(area), () -> area + " not in " + size);
            }
        }
        if (does) {
            sizes.add(said.x() + " " + said.y());
            if (said.width() != width || said.height() != height) {
                resize(said.width(), said.height());
            }
        }
    }

    private static int u8(ByteBuffer in) {
        return Byte.toUnsignedInt(in.get());
    }

    private static int u16(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static void padding(ByteBuffer in, int count) {
        for (int i = 0; i < count; i++) {
            assertEquals(0, in.get(), "padding");
        }
    }

    private static void skip(ByteBuffer in, long count) {
        if (count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) count);
    }
}
