package dev.covnc.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;

/**
 * A watch with a sweeping second hand.
 *
 * @param x its centre, as is y
 */
record Watch(int x, int y, int radius) {

    private static final Color FACE = new Color(0xF7F9FA);
    private static final Color HANDS = new Color(0x1F2A56);
    private static final Color SECONDS = new Color(0xF26B4E);

    Rectangle area() {
        return new Rectangle(x - radius - 1, y - radius - 1, 2 * radius + 3, 2 * radius + 3);
    }

    /**
     * @param seconds of the day
     */
    void drawOn(Graphics2D graphics, double seconds) {
        graphics.setColor(FACE);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        graphics.setColor(HANDS);
        for (int hour = 0; hour < 12; hour++) {
            hand(graphics, hour / 12.0, 0.84, 0.92, hour % 3 == 0 ? 2 : 1);
        }
        hand(graphics, seconds / 43200, 0, 0.5, 3.5);
        hand(graphics, seconds / 3600, 0, 0.76, 2.5);
        graphics.setColor(SECONDS);
        hand(graphics, seconds / 60, -0.18, 0.84, 1.5);
    }

    /** A line away from the centre; the turn and the two distances are parts of a whole. */
    private void hand(Graphics2D graphics, double turn, double from, double to, double width) {
        double right = radius * Math.sin(2 * Math.PI * turn);
        double up = radius * Math.cos(2 * Math.PI * turn);
        graphics.setStroke(
                new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(
                new Line2D.Double(x + from * right, y - from * up, x + to * right, y - to * up));
    }
}
