package dev.covnc.rfb;

/**
 * A rectangle of pixels, in the order RFB writes one: left, top, width, height.
 *
 * <p>The origin is the framebuffer's top left corner. Empty rectangles are allowed.
 *
 * @param x the left column, 0 or more
 * @param y the top row, 0 or more
 * @param width in pixels, 0 or more
 * @param height in pixels, 0 or more
 */
public record Rectangle(int x, int y, int width, int height) {

    /** The rectangle that contains nothing. */
    public static final Rectangle EMPTY = new Rectangle(0, 0, 0, 0);

    /**
     * A rectangle.
     *
     * @throws IllegalArgumentException if a number is below 0
     */
    public Rectangle {
        if (x < 0 || y < 0 || width < 0 || height < 0) {
            throw new IllegalArgumentException(
                    "A rectangle's numbers are 0 or more: %d,%d %dx%d"
                            .formatted(x, y, width, height));
        }
    }

    /** A rectangle as it stands in a message: four u16. */
    public static Rectangle read(WireReader in) {
        return new Rectangle(in.u16(), in.u16(), in.u16(), in.u16());
    }

    /**
     * Appends the four numbers as u16.
     *
     * @throws IllegalStateException if one needs more: the viewer would draw elsewhere
     */
    public void write(WireWriter out) {
        if ((x | y | width | height) >>> 16 != 0) {
            throw new IllegalStateException("A rectangle on the wire is of u16: " + this);
        }
        out.u16(x).u16(y).u16(width).u16(height);
    }

    /** The column after the last. */
    public int right() {
        return x + width;
    }

    /** The row after the last. */
    public int bottom() {
        return y + height;
    }

    /** The number of pixels. */
    public long area() {
        return (long) width * height;
    }

    /** Whether it has no pixels. */
    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** Whether none of the other lies outside of this. */
    public boolean contains(Rectangle other) {
        return other.x >= x
                && other.y >= y
                && other.x - x <= width - other.width
                && other.y - y <= height - other.height;
    }

    /** What both have in common, or {@link #EMPTY}. */
    public Rectangle intersect(Rectangle other) {
        int left = Math.max(x, other.x);
        int top = Math.max(y, other.y);
        long right = Math.min((long) x + width, (long) other.x + other.width);
        long bottom = Math.min((long) y + height, (long) other.y + other.height);
        return right <= left || bottom <= top
                ? EMPTY
                : new Rectangle(left, top, (int) (right - left), (int) (bottom - top));
    }

    /** The smallest rectangle around both; an empty one adds nothing. */
    public Rectangle union(Rectangle other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        int left = Math.min(x, other.x);
        int top = Math.min(y, other.y);
        return new Rectangle(
                left,
                top,
                Math.max(right(), other.right()) - left,
                Math.max(bottom(), other.bottom()) - top);
    }
}
