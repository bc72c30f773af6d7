package dev.covnc.demo;

import dev.covnc.demo.Capture.Frame;
import dev.covnc.demo.Capture.Patch;
import dev.covnc.rfb.Rectangle;
import dev.covnc.server.Display;

import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A recorded screen, played again; afterwards its last picture stays. */
final class Replay implements Scene {

    /**
     * From the first viewer's initialisation to the first frame, as the servers it is measured
     * beside do.
     */
    private static final long LEAD_MILLIS = 500;

    private final Capture capture;
    private final OptionalLong periodMillis;
    private final int loops;
    private final CountDownLatch mayStart;
    private final Display display;
    private final int[] picture;

    /**
     * @param periodMillis from frame to frame; none: the capture's own times
     * @param loops how often; 0: for ever
     * @param waitForViewer whether to start half a second after the first viewer, or at once
     */
    Replay(Capture capture, OptionalLong periodMillis, int loops, boolean waitForViewer) {
        this.capture = capture;
        this.periodMillis = periodMillis;
        this.loops = loops;
        this.mayStart = new CountDownLatch(waitForViewer ? 1 : 0);
        this.display =
                new Display(capture.width(), capture.height())
                        .name("covnc replay")
                        .onFirstViewer(mayStart::countDown);
        this.picture = new int[capture.width() * capture.height()];
    }

    @Override
    public Display display() {
        return display;
    }

    /** What the display shows: xRGB, row by row. */
    int[] picture() {
        return picture;
    }

    @Override
    public void play() throws InterruptedException {
        if (mayStart.getCount() > 0) {
            mayStart.await();
            Thread.sleep(LEAD_MILLIS);
        }
        long start = System.nanoTime();
        for (long loop = 0; loops == 0 || loop < loops; loop++) {
            for (int frame = 0; frame < capture.frames().size(); frame++) {
                Pace.until(start + TimeUnit.MILLISECONDS.toNanos(dueMillis(loop, frame)));
                paint(capture.frames().get(frame));
            }
        }
    }

    /** When a frame is due, in milliseconds from the start of playing. */
    long dueMillis(long loop, int frame) {
        return periodMillis.isPresent()
                ? (loop * capture.frames().size() + frame) * periodMillis.getAsLong()
                : loop * capture.millis() + capture.frames().get(frame).millis();
    }

    /** One version of the display a frame: a viewer that shows half of one would show tearing. */
    private void paint(Frame frame) {
        frame.patches().forEach(this::copy);
        if (!frame.patches().isEmpty()) {
            display.paint(
                    picture,
                    capture.width(),
                    frame.patches().stream().map(Patch::area).toArray(Rectangle[]::new));
        }
    }

    private void copy(Patch patch) {
        Rectangle area = patch.area();
        for (int y = 0; y < area.height(); y++) {
            System.arraycopy(
                    patch.pixels(),
                    y * area.width(),
                    picture,
                    (area.y() + y) * capture.width() + area.x(),
                    area.width());
        }
    }
}
