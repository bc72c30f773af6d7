package dev.covnc.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** The sea at the sheet's lower edge, with a paper boat: what moves when nobody does anything. */
final class Tide {

    private static final int HEIGHT = 96;
    private static final int STEP = 8;
    private static final int BOAT_SPEED = 26;
    private static final int BOAT_ROOM = 80;

    private static final Wave[] WAVES = {
        new Wave(new Color(0x2A, 0x8C, 0x94, 70), 54, 9, 260, 0.7),
        new Wave(new Color(0x2B, 0x6C, 0x9B, 110), 40, 7, 190, -0.9),
        new Wave(new Color(0x1F, 0x2A, 0x56, 150), 24, 6, 320, 1.2),
    };

    private final int width;
    private final int bottom;

    Tide(int width, int bottom) {
        this.width = width;
        this.bottom = bottom;
    }

    Rectangle area() {
        return new Rectangle(0, bottom - HEIGHT, width, HEIGHT);
    }

    void drawOn(Graphics2D graphics, double seconds) {
        WAVES[0].fill(graphics, width, bottom, seconds);
        boat(graphics, seconds);
        WAVES[1].fill(graphics, width, bottom, seconds);
        WAVES[2].fill(graphics, width, bottom, seconds);
    }

    /** It rides on the second wave, which hides the bottom of its hull. */
    private void boat(Graphics2D graphics, double seconds) {
        double x = (seconds * BOAT_SPEED) % (width + 2 * BOAT_ROOM) - BOAT_ROOM;
        double y = bottom - WAVES[1].height(x, seconds);
        double slope = WAVES[1].height(x - 12, seconds) - WAVES[1].height(x + 12, seconds);
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(Math.atan2(slope, 24));
        graphics.setColor(new Color(0xC9CCD6));
        graphics.fill(polygon(0, -38, 17, -8, 0, -8));
        graphics.setColor(Color.WHITE);
        graphics.fill(polygon(0, -38, 0, -8, -17, -8));
        graphics.setColor(new Color(0xF26B4E));
        graphics.fill(polygon(-32, -9, 32, -9, 18, 9, -18, 9));
        graphics.setTransform(before);
    }

    private static Path2D polygon(double... points) {
        var path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    /**
     * Two sines, so that no crest is like the next.
     *
     * @param level its mean height above the bottom, in pixels, as are amplitude and length
     * @param speed in radians a second; negative: to the left
     */
    private record Wave(Color colour, int level, int amplitude, int length, double speed) {

        double height(double x, double seconds) {
            double phase = 2 * Math.PI * x / length;
            return level
                    + amplitude * Math.sin(phase - speed * seconds)
                    + amplitude / 2.0 * Math.sin(1.7 * phase + 0.6 * speed * seconds);
        }

        void fill(Graphics2D graphics, int width, int bottom, double seconds) {
            var path = new Path2D.Double();
            path.moveTo(0, bottom);
            for (int x = 0; x <= width; x += STEP) {
                path.lineTo(x, bottom - height(x, seconds));
            }
            path.lineTo(width, bottom);
            graphics.setColor(colour);
            graphics.fill(path);
        }
    }
}
