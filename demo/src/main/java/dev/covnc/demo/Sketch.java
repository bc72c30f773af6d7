package dev.covnc.demo;

import dev.covnc.rfb.Rectangle;
import dev.covnc.server.Display;
import dev.covnc.server.Viewer;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A sheet that every viewer draws and types on, each in a colour of its own, above a sea that
 * moves.
 *
 * <p>What stays is on the {@link Paper}; what moves is drawn over it, and only where it was and is.
 */
final class Sketch implements Scene {

    static final int WIDTH = 1024;
    static final int HEIGHT = 640;

    private static final int TICK_MILLIS = 40;
    private static final int PENS = 32;

    private static final int LEFT = 1;
    private static final int RIGHT = 1 << 2;
    private static final int WHEEL_UP = 1 << 3;
    private static final int WHEEL_DOWN = 1 << 4;

    private static final Color[] COLOURS = {
        new Color(0xE0523A), new Color(0x2473B5), new Color(0x2E9E5B), new Color(0x9A3FA5),
        new Color(0xE39A0B), new Color(0x16958C), new Color(0xC92C5A), new Color(0x5A5CA8),
    };

    private final Display display = new Display(WIDTH, HEIGHT).name("covnc sketch");

    // All below belongs to whoever holds this object's lock: the player or the input.
    private final BufferedImage picture =
            new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Paper paper;
    private final Tide tide = new Tide(WIDTH, HEIGHT);
    private final Watch watch = new Watch(WIDTH - 56, Paper.HEADER / 2, 33);
    private final SequencedMap<Viewer, Hand> hands = new LinkedHashMap<>(16, 0.75f, true);
    private int colours;
    private long now;

    /** A viewer's pen and the buttons it holds. */
    private static final class Hand {
        final Pen pen;
        int buttons;

        Hand(Pen pen) {
            this.pen = pen;
        }
    }

    Sketch() throws Refused {
        try {
            paper = new Paper(WIDTH, HEIGHT);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Java's text needs fontconfig and at least one font, and throws what it pleases
            // without.
            throw new Refused(
                    "this machine has no fonts to write with: install some (on Debian fontconfig"
                            + " and fonts-dejavu-core), or show another scene, life for one",
                    e);
        }
        show(new java.awt.Rectangle(WIDTH, HEIGHT));
    }

    @Override
    public Display display() {
        return display;
    }

    @Override
    public void play() throws InterruptedException {
        Pace.every(
                TICK_MILLIS,
                _ -> {
                    if (display.watched()) {
                        tick(System.currentTimeMillis());
                    }
                });
    }

    /** Moves on to that time, in milliseconds since 1970. */
    synchronized void tick(long millis) {
        now = millis;
        var moved = new ArrayList<java.awt.Rectangle>();
        moved.add(tide.area());
        moved.add(watch.area());
        for (Hand hand : hands.values()) {
            moved.add(hand.pen.ringArea());
            moved.add(hand.pen.lineArea(WIDTH));
        }
        show(moved);
    }

    @Override
    public synchronized void pointer(Viewer viewer, int x, int y, int buttons) {
        Hand hand = hand(viewer);
        var changed = new ArrayList<>(List.of(hand.pen.ringArea()));
        int pressed = buttons & ~hand.buttons;
        hand.buttons = buttons;
        if ((pressed & LEFT) != 0) {
            changed.add(hand.pen.lineArea(WIDTH));
            hand.pen.lineAt(x, y);
            changed.add(hand.pen.lineArea(WIDTH));
        } else if ((buttons & LEFT) != 0) {
            changed.add(hand.pen.strokeTo(x, y));
        }
        if ((pressed & RIGHT) != 0) {
            changed.add(clear());
        }
        if ((pressed & (WHEEL_UP | WHEEL_DOWN)) != 0) {
            hand.pen.thicker((pressed & WHEEL_UP) != 0 ? 1 : -1);
        }
        hand.pen.moveTo(x, y, now);
        changed.add(hand.pen.ringArea());
        show(changed);
    }

    @Override
    public synchronized void key(Viewer viewer, int keysym, boolean down) {
        if (!down) {
            return;
        }
        Pen pen = hand(viewer).pen;
        var changed = new ArrayList<>(List.of(pen.lineArea(WIDTH)));
        switch (keysym) {
            case Keysyms.ESCAPE -> changed.add(clear());
            case Keysyms.BACK_SPACE -> pen.erase(now);
            case Keysyms.RETURN, Keysyms.KP_ENTER -> pen.newLine(HEIGHT);
            default -> {
                int character = Keysyms.character(keysym);
                if (character != Keysyms.NO_CHARACTER) {
                    pen.type(character, WIDTH, HEIGHT, now);
                }
            }
        }
        changed.add(pen.lineArea(WIDTH));
        show(changed);
    }

    /** What the display shows. */
    synchronized BufferedImage picture() {
        return picture;
    }

    /** What it drew stays; its hand goes. */
    @Override
    public synchronized void left(Viewer viewer) {
        var hand = hands.remove(viewer);
        if (hand != null) {
            hand.pen.settle();
            show(new java.awt.Rectangle(WIDTH, HEIGHT));
        }
    }

    private java.awt.Rectangle clear() {
        hands.values().forEach(hand -> hand.pen.forgetLine());
        return paper.clear();
    }

    /** The hand of that viewer; when there are too many, the longest unused makes room. */
    private Hand hand(Viewer viewer) {
        Hand known = hands.get(viewer);
        if (known != null) {
            return known;
        }
        if (hands.size() == PENS) {
            hands.pollFirstEntry().getValue().pen.settle();
        }
        var hand = new Hand(new Pen(COLOURS[colours++ % COLOURS.length], paper));
        hands.put(viewer, hand);
        return hand;
    }

    private void show(List<java.awt.Rectangle> areas) {
        show(areas.toArray(java.awt.Rectangle[]::new));
    }

    /** Draws these areas anew, from the paper up, and paints them as one version of the display. */
    private void show(java.awt.Rectangle... areas) {
        var screen = new java.awt.Rectangle(WIDTH, HEIGHT);
        var damage = new ArrayList<Rectangle>();
        for (java.awt.Rectangle area : areas) {
            java.awt.Rectangle seen = area.intersection(screen);
            if (!seen.isEmpty()) {
                draw(seen);
                damage.add(new Rectangle(seen.x, seen.y, seen.width, seen.height));
            }
        }
        display.paint(picture, damage.toArray(Rectangle[]::new));
    }

    private void draw(java.awt.Rectangle area) {
        Graphics2D graphics = picture.createGraphics();
        Paper.smooth(graphics);
        graphics.setClip(area);
        paper.drawOn(graphics);
        for (Hand hand : hands.values()) {
            hand.pen.drawOn(graphics, now);
        }
        double seconds = secondsOfDay();
        tide.drawOn(graphics, seconds);
        watch.drawOn(graphics, seconds);
        graphics.dispose();
    }

    private double secondsOfDay() {
        var time = ZonedDateTime.ofInstant(Instant.ofEpochMilli(now), ZoneId.systemDefault());
        return time.toLocalTime().toNanoOfDay() / 1e9;
    }
}
