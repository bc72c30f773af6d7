package dev.covnc.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;

/**
 * One viewer's pen: its colour and nib, where it is, and the line that is being typed, which can
 * still be changed and so is not on the paper yet.
 *
 * <p>Times are milliseconds of the caller's clock.
 */
final class Pen {
    /** Characters after which a line ends, however narrow they are: some have no width. */
    private static final int MAX_LINE = 256;

    private static final int THINNEST = 2;
    private static final int THICKEST = 40;
    private static final int RING_MILLIS = 3000;
    private static final int CARET_MILLIS = 30_000;
    private static final int BLINK_MILLIS = 530;
    private static final int MARGIN = 40;

    private final Color colour;
    private final Paper paper;
    private final StringBuilder line = new StringBuilder();
    private int nib = 5;
    private int x;
    private int y;
    private int lineX = MARGIN;
    private int baseline = Paper.HEADER + 56;
    private long used;

    Pen(Color colour, Paper paper) {
        this.colour = colour;
        this.paper = paper;
    }

    void moveTo(int x, int y, long now) {
        this.x = x;
        this.y = y;
        used = now;
    }

    /** Draws from where the pen is. */
    Rectangle strokeTo(int toX, int toY) {
        return paper.stroke(colour, nib, x, y, toX, toY);
    }

    void thicker(int by) {
        nib = Math.clamp(nib + by, THINNEST, THICKEST);
    }

    /** Ends the line and begins another there. */
    void lineAt(int x, int baseline) {
        settle();
        lineX = x;
        this.baseline = baseline;
    }

    /** Ends the line and begins another below it, or at the top when the paper ends. */
    void newLine(int paperHeight) {
        int below = baseline + Paper.LINE_HEIGHT;
        lineAt(lineX, below < paperHeight ? below : Paper.HEADER + Paper.LINE_HEIGHT);
    }

    void type(int character, int paperWidth, int paperHeight, long now) {
        used = now;
        line.appendCodePoint(character);
        boolean full = line.length() > MAX_LINE;
        if (full || lineX + paper.width(line.toString()) > paperWidth - MARGIN / 2) {
            line.setLength(line.offsetByCodePoints(line.length(), -1));
            newLine(paperHeight);
            line.appendCodePoint(character);
        }
    }

    void erase(long now) {
        used = now;
        if (!line.isEmpty()) {
            line.setLength(line.offsetByCodePoints(line.length(), -1));
        }
    }

    void forgetLine() {
        line.setLength(0);
    }

    /** The typed line becomes part of the paper. */
    void settle() {
        paper.write(colour, line.toString(), lineX, baseline);
        forgetLine();
    }

    /** Where the line that is being typed and its caret are, to the end of the paper. */
    Rectangle lineArea(int paperWidth) {
        return new Rectangle(
                lineX - 4,
                baseline - Paper.LINE_HEIGHT,
                paperWidth - lineX + 4,
                Paper.LINE_HEIGHT + 14);
    }

    /** Where the ring around the pen's point is. */
    Rectangle ringArea() {
        var area = new Rectangle(x, y, 1, 1);
        area.grow(nib / 2 + 9, nib / 2 + 9);
        return area;
    }

    void drawOn(Graphics2D graphics, long now) {
        graphics.setColor(colour);
        graphics.setFont(Paper.TYPE);
        graphics.drawString(line.toString(), lineX, baseline);
        long idle = now - used;
        if (idle < CARET_MILLIS && (idle / BLINK_MILLIS) % 2 == 0) {
            int caret = lineX + paper.width(line.toString());
            graphics.fillRect(caret + 1, baseline - 24, 2, 30);
        }
        if (idle < RING_MILLIS) {
            ring(graphics, 1 - (float) Math.max(0, idle) / RING_MILLIS);
        }
    }

    private void ring(Graphics2D graphics, float strength) {
        float[] rgb = colour.getRGBColorComponents(null);
        graphics.setColor(new Color(rgb[0], rgb[1], rgb[2], strength));
        graphics.setStroke(new BasicStroke(2));
        double radius = nib / 2.0 + 5;
        graphics.draw(
                new Ellipse2D.Double(x + 0.5 - radius, y + 0.5 - radius, 2 * radius, 2 * radius));
    }
}
