package dev.covnc.demo;

import dev.covnc.server.Display;
import dev.covnc.server.Viewer;

import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** This machine's desktop: looked at twenty times a second while somebody watches. */
final class Desktop implements Scene {

    private static final System.Logger LOG = System.getLogger(Desktop.class.getName());

    private static final int LOOK_MILLIS = 50;

    /** Bits 3 and 4 of the button mask are one notch of the wheel, up and down. */
    private static final int WHEEL_UP = 1 << 3;

    private static final int WHEEL_DOWN = 1 << 4;
    private static final int REAL_BUTTONS = 3;

    private final Robot robot;
    private final Display display;

    // Both belong to the thread that input comes on, and after the server's end to who closes us.
    private final Set<Integer> heldKeys = new HashSet<>();
    private final Map<Viewer, Integer> heldButtons = new HashMap<>();

    /** Where the desktop lies in Java's coordinates; set by the player, read by the input. */
    private volatile Rectangle bounds;

    private Desktop(Robot robot, Rectangle bounds) {
        this.robot = robot;
        this.bounds = bounds;
        this.display = new Display(bounds.width, bounds.height).name("covnc screen");
    }

    /** Looks for the desktop; without one there is nothing to show. */
    static Desktop open() throws Refused {
        System.setProperty("java.awt.headless", "false");
        try {
            return new Desktop(new Robot(), bounds());
        } catch (AWTException | HeadlessException | AWTError | LinkageError e) {
            throw new Refused(
                    "there is no desktop to show: start this inside one (on Linux DISPLAY names"
                            + " it), or show another scene, sketch for one",
                    e);
        }
    }

    /** All monitors together. */
    private static Rectangle bounds() {
        var all = new Rectangle();
        for (GraphicsDevice device :
                GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices()) {
            all = all.union(device.getDefaultConfiguration().getBounds());
        }
        return all;
    }

    @Override
    public Display display() {
        return display;
    }

    @Override
    public void play() throws InterruptedException {
        Pace.every(LOOK_MILLIS, _ -> look());
    }

    private void look() {
        if (!display.watched()) {
            return;
        }
        Rectangle now = bounds();
        if (!now.equals(bounds)) {
            bounds = now;
            display.resize(now.width, now.height);
        }
        BufferedImage picture = robot.createScreenCapture(now);
        display.paint(picture);
    }

    @Override
    public void key(Viewer viewer, int keysym, boolean down) {
        int key = VirtualKeyTables.virtualKey(keysym);
        if (key == 0) {
            return;
        }
        try {
            if (down) {
                robot.keyPress(key);
                heldKeys.add(key);
            } else {
                robot.keyRelease(key);
                heldKeys.remove(key);
            }
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "this desktop has no such key", e);
        }
    }

    @Override
    public void pointer(Viewer viewer, int x, int y, int buttons) {
        robot.mouseMove(bounds.x + x, bounds.y + y);
        int held = heldButtons.getOrDefault(viewer, 0);
        int pressed = buttons & ~held;
        int released = held & ~buttons;
        for (int button = 0; button < REAL_BUTTONS; button++) {
            int mask = InputEvent.getMaskForButton(button + 1);
            if ((pressed & 1 << button) != 0) {
                robot.mousePress(mask);
            } else if ((released & 1 << button) != 0) {
                robot.mouseRelease(mask);
            }
        }
        if ((pressed & WHEEL_UP) != 0) {
            robot.mouseWheel(-1);
        }
        if ((pressed & WHEEL_DOWN) != 0) {
            robot.mouseWheel(1);
        }
        heldButtons.put(viewer, buttons);
    }

    @Override
    public void left(Viewer viewer) {
        heldButtons.remove(viewer);
    }

    /** Leaves no key and no button of this desktop pressed. */
    @Override
    public void close() {
        heldKeys.forEach(robot::keyRelease);
        int held = heldButtons.values().stream().reduce(0, (a, b) -> a | b);
        for (int button = 0; button < REAL_BUTTONS; button++) {
            if ((held & 1 << button) != 0) {
                robot.mouseRelease(InputEvent.getMaskForButton(button + 1));
            }
        }
    }
}
