package dev.covnc.soak;

import static dev.covnc.soak.FakeViewer.CONTINUOUS_UPDATES;
import static dev.covnc.soak.FakeViewer.FENCE;
import static dev.covnc.soak.FakeViewer.LAST_RECT;
import static dev.covnc.soak.FakeViewer.ZRLE;

import dev.covnc.rfb.Rectangle;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How old the picture is that a viewer sees behind a line of 300 kB/s and 100 ms. A second viewer,
 * without that line, sees what is shown: what the first one sees in some place is as old as the
 * time since the second last saw the same there.
 */
final class Age {
    private static final int BYTES_PER_SECOND = 300_000;
    private static final Duration ROUND_TRIP = Duration.ofMillis(100);

    /** Compared in squares, so small that few are caught half painted. */
    private static final int SQUARE = 16;

    private static final int PATIENCE_MILLIS = 1000;

    private final FakeViewer near;
    private final FakeViewer far;
    private final List<Deque<Seen>> history = new ArrayList<>();

    /** What the near viewer sees, and the far one, square by square. */
    private long[] shown;

    private long[] seen;
    private volatile String failure = "";
    private final List<Long> ages = new ArrayList<>();

    /** The near viewer has not seen this content in a square since then; it may come again. */
    private record Seen(long content, long until) {}

    private Age(FakeViewer near, FakeViewer far) {
        this.near = near;
        this.far = far;
    }

    /** The age of the picture behind a narrow line is never more than a second. */
    static void behindNarrowLine(Ring ring, Figures figures) throws Exception {
        ring.serve(1280, 800);
        ring.order("film 20");
        int seconds = ring.seconds(30, 4);
        int[] encodings = {ZRLE, LAST_RECT, FENCE, CONTINUOUS_UPDATES};
        var link = ring.keep(new SlowLink(ring.address(), BYTES_PER_SECOND, ROUND_TRIP));
        var near = ring.keep(FakeViewer.connect(ring.address()).login()).keepPicture();
        var far = ring.keep(FakeViewer.connect(link.address()).login()).keepPicture();
        var age = new Age(near.encodings(encodings), far.encodings(encodings));
        age.watch(ring, seconds);
        age.tell(figures);
        ring.tellServer(figures);
    }

    private void watch(Ring ring, int seconds) throws InterruptedException {
        shown = new long[squares(near.updates())];
        seen = new long[shown.length];
        for (int i = 0; i < shown.length; i++) {
            history.add(new ArrayDeque<>());
        }
        far.updates().onRectangle(this::see);
        ring.start(() -> look(near, this::show));
        ring.start(() -> look(far, () -> {}));
        awaitFirstPicture();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            Ring.sleep(0.02);
            measure();
        }
    }

    /** Until the far viewer has seen two whole updates it has no picture that could be old. */
    private void awaitFirstPicture() throws InterruptedException {
        while (far.updates().updates() < 2 && failure.isEmpty()) {
            Ring.sleep(0.02);
        }
        synchronized (this) {
            ages.clear();
        }
    }

    private static int squares(UpdateReader updates) {
        return columns(updates) * ((updates.height() + SQUARE - 1) / SQUARE);
    }

    private static int columns(UpdateReader updates) {
        return (updates.width() + SQUARE - 1) / SQUARE;
    }

    /** Continuous updates where the server has them, requests where not. */
    private void look(FakeViewer viewer, Runnable noted) {
        try {
            viewer.wantContinuousUpdates().request(false);
            while (true) {
                viewer.readUpdate();
                noted.run();
                viewer.request(true);
            }
        } catch (IOException e) {
            failure = failure.isEmpty() ? e.toString() : failure;
        }
    }

    private synchronized void show() {
        long now = System.nanoTime();
        for (int i = 0; i < shown.length; i++) {
            long content = content(near.updates(), i);
            if (content != shown[i]) {
                history.get(i).addFirst(new Seen(shown[i], now));
                if (history.get(i).size() > 400) {
                    history.get(i).removeLast();
                }
                shown[i] = content;
            }
        }
    }

    private synchronized void see(Rectangle drawn) {
        int columns = columns(far.updates());
        for (int y = drawn.y() / SQUARE; y * SQUARE < drawn.bottom(); y++) {
            for (int x = drawn.x() / SQUARE; x * SQUARE < drawn.right(); x++) {
                seen[y * columns + x] = content(far.updates(), y * columns + x);
            }
        }
        measure();
    }

    /** The oldest of what the far viewer sees now. */
    private synchronized void measure() {
        long now = System.nanoTime();
        long oldest = 0;
        for (int i = 0; i < seen.length; i++) {
            if (seen[i] != shown[i]) {
                oldest = Math.max(oldest, age(i, now));
            }
        }
        ages.add(oldest / 1_000_000);
    }

    private long age(int square, long now) {
        for (var before : history.get(square)) {
            if (before.content() == seen[square]) {
                return now - before.until();
            }
        }
        return 0; // Newer than the near viewer's, or caught half painted.
    }

    private static long content(UpdateReader updates, int square) {
        int left = square % columns(updates) * SQUARE;
        int top = square / columns(updates) * SQUARE;
        long hash = 1;
        var picture = updates.picture();
        for (int y = top; y < Math.min(top + SQUARE, updates.height()); y++) {
            for (int x = left; x < Math.min(left + SQUARE, updates.width()); x++) {
                hash = hash * 31 + picture[y * updates.width() + x];
            }
        }
        return hash;
    }

    private synchronized void tell(Figures figures) {
        var sorted = ages.stream().sorted().toList();
        figures.holds("both viewers saw it to the end " + failure, failure.isEmpty());
        figures.note("%d updates behind the line".formatted(far.updates().updates()));
        figures.note("%d in front".formatted(near.updates().updates()));
        figures.note("median age %d ms".formatted(sorted.get(sorted.size() / 2)));
        figures.note("p99 %d ms".formatted(sorted.get((int) (sorted.size() * 0.99))));
        figures.most("oldest", sorted.getLast(), PATIENCE_MILLIS, "ms");
    }
}
