package dev.covnc.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;

/**
 * The sheet that viewers draw on: what stays until somebody asks for a clean one. It answers every
 * change with the area that it touched.
 */
final class Paper {

    static final Font TYPE = new Font(Font.SANS_SERIF, Font.PLAIN, 26);
    static final int LINE_HEIGHT = 36;

    /** The band with the title; nobody draws on it. */
    static final int HEADER = 88;

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 34);
    private static final Font HINT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final Color NIGHT = new Color(0x1F2A56);
    private static final Color SEA = new Color(0x2A8C94);
    private static final Color SHEET = new Color(0xFBFAF5);
    private static final Color DOT = new Color(0xDAD7CC);
    private static final int DOT_DISTANCE = 32;

    private static final String INSTRUCTION =
            "Draw with the left button, type anywhere. The wheel changes the pen; right button or"
                    + " Esc: a clean sheet.";

    private final BufferedImage image;
    private final Graphics2D graphics;

    Paper(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        smooth(graphics);
        clear();
    }

    /** Text and lines without stairs. */
    static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    void drawOn(Graphics2D target) {
        target.drawImage(image, 0, 0, null);
    }

    Rectangle clear() {
        var all = new Rectangle(image.getWidth(), image.getHeight());
        graphics.setClip(null);
        graphics.setColor(SHEET);
        graphics.fill(all);
        graphics.setColor(DOT);
        for (int y = HEADER + DOT_DISTANCE; y < all.height; y += DOT_DISTANCE) {
            for (int x = DOT_DISTANCE; x < all.width; x += DOT_DISTANCE) {
                graphics.fillRect(x, y, 2, 2);
            }
        }
        header(all.width);
        graphics.setClip(0, HEADER, all.width, all.height - HEADER);
        return all;
    }

    private void header(int width) {
        graphics.setPaint(new GradientPaint(0, 0, NIGHT, width, 0, SEA));
        graphics.fillRect(0, 0, width, HEADER);
        graphics.setColor(Color.WHITE);
        graphics.setFont(TITLE);
        graphics.drawString("covnc", 30, 45);
        graphics.setColor(new Color(0xD5E6EE));
        graphics.setFont(HINT);
        graphics.drawString(INSTRUCTION, 31, 71);
        graphics.setFont(TYPE);
    }

    /** Draws from one point to another with a round nib. */
    Rectangle stroke(Color colour, int nib, int x0, int y0, int x1, int y1) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(nib, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new Line2D.Float(x0, y0, x1, y1));
        var touched = new Rectangle(x0, y0, 1, 1);
        touched.add(new Rectangle(x1, y1, 1, 1));
        touched.grow(nib, nib);
        return touched;
    }

    void write(Color colour, String text, int x, int baseline) {
        graphics.setColor(colour);
        graphics.drawString(text, x, baseline);
    }

    /** How wide a text is when it is written, in pixels. */
    int width(String text) {
        return graphics.getFontMetrics(TYPE).stringWidth(text);
    }
}
