package dev.covnc.server;

import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Rectangle;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.SinglePixelPackedSampleModel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A picture in the memory of the program that paints it, in whatever way that keeps pixels. It is
 * read while {@link Display#paint} runs, on the same thread, and must not change meanwhile.
 */
public abstract sealed class Pixels {
    private Pixels() {}

    /**
     * A picture in an array of 0x00RRGGBB, whose top byte is ignored.
     *
     * @param stride ints from one row to the next
     */
    public static Pixels of(int[] xrgb, int stride) {
        return new Ints(xrgb, 0, stride);
    }

    /**
     * A picture in any memory: of the JVM, of a library, of a device.
     *
     * @param memory begins with the top left pixel
     * @param stride bytes from one row to the next
     */
    public static Pixels of(MemorySegment memory, PixelLayout layout, long stride) {
        return new Memory(memory, stride, layout.bytesPerPixel(), layout::read);
    }

    /**
     * A picture in a buffer, from its position to its limit.
     *
     * @param stride bytes from one row to the next
     */
    public static Pixels of(ByteBuffer buffer, PixelLayout layout, int stride) {
        return of(MemorySegment.ofBuffer(buffer), layout, stride);
    }

    /**
     * A picture whose pixels are bytes, each the place of its colour in a palette.
     *
     * @param memory begins with the top left pixel
     * @param stride bytes from one row to the next
     * @param palette 0x00RRGGBB, not copied; what lies beyond it is black
     */
    public static Pixels indexed(MemorySegment memory, long stride, int... palette) {
        return new Memory(
                memory,
                stride,
                1,
                (from, offset, count, into, at) -> {
                    for (int i = 0; i < count; i++) {
                        int index = from.get(ValueLayout.JAVA_BYTE, offset + i) & 0xff;
                        into[at + i] = index < palette.length ? palette[index] : 0;
                    }
                });
    }

    /**
     * An image, read in place where it has an array of ints; transparency is ignored.
     *
     * @throws IllegalArgumentException when it has not the display's size
     */
    static Pixels of(BufferedImage image, int width, int height) {
        if (image.getWidth() != width || image.getHeight() != height) {
            throw new IllegalArgumentException(
                    "The image is %dx%d, but the display is %dx%d"
                            .formatted(image.getWidth(), image.getHeight(), width, height));
        }
        int type = image.getType();
        if ((type == BufferedImage.TYPE_INT_RGB || type == BufferedImage.TYPE_INT_ARGB)
                && image.getRaster().getDataBuffer() instanceof DataBufferInt data
                && image.getRaster().getSampleModel()
                        instanceof SinglePixelPackedSampleModel model) {
            int x = -image.getRaster().getSampleModelTranslateX();
            int y = -image.getRaster().getSampleModelTranslateY();
            int offset = data.getOffset() + model.getOffset(x, y);
            return new Ints(data.getData(), offset, model.getScanlineStride());
        }
        return new Ints(image.getRGB(0, 0, width, height, null, 0, width), 0, width);
    }

    /**
     * The frame with these pixels in some areas.
     *
     * @param converted room for a whole picture as ints
     * @throws IllegalArgumentException when this is too small for the frame's size, or an area lies
     *     outside of it
     */
    abstract Frame paintedOnto(Frame frame, List<Rectangle> areas, Room converted);

    /** An array of ints that is made when it is first needed. */
    static final class Room {
        private int[] ints = {};

        int[] of(int length) {
            if (ints.length != length) {
                ints = new int[length];
            }
            return ints;
        }
    }

    private static final class Ints extends Pixels {
        private final int[] xrgb;
        private final int offset;
        private final int stride;

        Ints(int[] xrgb, int offset, int stride) {
            this.xrgb = xrgb;
            this.offset = offset;
            this.stride = stride;
        }

        @Override
        Frame paintedOnto(Frame frame, List<Rectangle> areas, Room converted) {
            return frame.paint(areas, xrgb, offset, stride);
        }
    }

    private static final class Memory extends Pixels {
        private final MemorySegment memory;
        private final long stride;
        private final int bytesPerPixel;
        private final Row row;

        private interface Row {
            void read(MemorySegment from, long offset, int count, int[] into, int at);
        }

        Memory(MemorySegment memory, long stride, int bytesPerPixel, Row row) {
            this.memory = memory;
            this.stride = stride;
            this.bytesPerPixel = bytesPerPixel;
            this.row = row;
        }

        @Override
        Frame paintedOnto(Frame frame, List<Rectangle> areas, Room converted) {
            int width = frame.width();
            requireSize(width, frame.height());
            int[] picture = converted.of(width * frame.height());
            for (var area : areas) {
                if (!frame.area().contains(area)) {
                    throw new IllegalArgumentException(area + " is not within " + frame.area());
                }
                read(area, picture, width);
            }
            return frame.paint(areas, picture, 0, width);
        }

        private void requireSize(int width, int height) {
            long end = (height - 1L) * stride + (long) width * bytesPerPixel;
            if (stride < (long) width * bytesPerPixel || end > memory.byteSize()) {
                throw new IllegalArgumentException(
                        "%dx%d pixels of %d bytes, %d bytes a row, are not within %d bytes"
                                .formatted(
                                        width, height, bytesPerPixel, stride, memory.byteSize()));
            }
        }

        private void read(Rectangle area, int[] picture, int width) {
            for (int y = area.y(); y < area.bottom(); y++) {
                long from = y * stride + (long) area.x() * bytesPerPixel;
                row.read(memory, from, area.width(), picture, y * width + area.x());
            }
        }
    }
}
