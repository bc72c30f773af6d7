package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.encoders.Copy;
import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.SetEncodings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What is planned for a viewer that copies, beside a naive viewer that makes the copies, draws what
 * it is sent, with losses or not, and begins with noise wherever it was sent nothing.
 */
class MotionTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 220;
    private static final Rectangle ALL = new Rectangle(0, 0, WIDTH, HEIGHT);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final Wishes WISHES =
            Wishes.INITIAL.with(new SetEncodings(List.of(Encodings.COPY_RECT, Encodings.ZRLE)));

    private final Shown shown = new Shown();
    private final Losses losses = new Losses();
    private final Searches searches = new Searches();
    private final Motion motion = new Motion(searches);
    private final int[] viewer = new SplittableRandom(0).ints(WIDTH * HEIGHT).toArray();
    private Frame frame = Frame.blank(WIDTH, HEIGHT);
    private final List<Copy> hints = new ArrayList<>();
    private int wastable = 512;
    private boolean isLossy;
    private int copies;
    private long now;

    MotionTest() {
        shown.resize(WIDTH, HEIGHT);
        losses.resize(WIDTH, HEIGHT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverMovesTheViewerShowsTheFrameWhereItAskedForIt(long seed) {
        var random = new SplittableRandom(seed);
        for (int step = 0; step < 150; step++) {
            change(random);
            update(random, "seed " + seed + " step " + step);
        }
        assertTrue(copies > 50, copies + " copies");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsCopiedFromWhatWasSentWithLossesIsRepairedToo(long seed) {
        var random = new SplittableRandom(seed);
        for (int step = 0; step < 60; step++) {
            change(random);
            isLossy = random.nextInt(3) == 0;
            var asked = random.nextInt(3) == 0 ? area(random) : ALL;
            send(asked, random);
            assertShowsExactlyWhatIsNotLossy(asked, "seed " + seed + " step " + step);
        }
        isLossy = false;
        send(ALL, random);
        now += SECOND;
        losses.repair(now, Integer.MAX_VALUE, ALL, frame, shown).forEach(this::draw);
        assertShows(ALL, "seed " + seed + " repaired");
        assertTrue(copies > 20, copies + " copies");
    }

    private void update(SplittableRandom random, String when) {
        var asked = random.nextInt(3) == 0 ? area(random) : ALL;
        if (random.nextInt(8) == 0) {
            forget(asked, random);
        }
        wastable = random.nextBoolean() ? 512 : 96;
        send(asked, random);
        assertShows(asked, when);
    }

    @Test
    void whatScrolledIsCopiedAndTheRestIsSent() {
        paint(ALL, new SplittableRandom(1));
        send(ALL, new SplittableRandom(1));
        scroll(ALL, 0, -16, false);
        var planning = planning(ALL);
        var band = planning.next();
        assertEquals(
                List.of(new Copy(new Rectangle(0, 0, WIDTH, HEIGHT - 16), 0, 16)), band.copies());
        assertEquals(List.of(), band.rectangles());
        assertEquals(false, planning.hasNext());
    }

    @Test
    void nothingIsCopiedForAViewerThatDoesNotSayThatItCan() {
        paint(ALL, new SplittableRandom(1));
        send(ALL, new SplittableRandom(1));
        scroll(ALL, 0, -16, true);
        var wishes = Wishes.INITIAL.with(new SetEncodings(List.of(Encodings.ZRLE)));
        var planning =
                new Planning(
                        shown, motion, frame, new News(frame, ALL, wishes, hints, false), wastable);
        assertEquals(List.of(), planning.next().copies());
        assertEquals(0, searches.kept());
    }

    @Test
    void aSmallChangeIsNotSearchedForMoves() {
        send(ALL, new SplittableRandom(1));
        paint(new Rectangle(0, 0, 16, 16), new SplittableRandom(1));
        assertTrue(planning(ALL).isQuick());
        paint(new Rectangle(0, 0, 64, 64), new SplittableRandom(1));
        assertEquals(false, planning(ALL).isQuick());
    }

    @Test
    void whatIsSearchedWithIsSharedAndKeptUntilAllRest() {
        var other = new Motion(searches);
        send(ALL, new SplittableRandom(1));
        paint(ALL, new SplittableRandom(2));
        motion.search(shown, frame, ALL, hints);
        other.search(shown, frame, ALL, hints);
        assertEquals(1, searches.kept());

        motion.rest();
        motion.rest();
        assertEquals(1, searches.kept());
        other.close();
        assertEquals(0, searches.kept());

        motion.search(shown, frame, ALL, hints);
        assertEquals(1, searches.kept());
        motion.close();
        assertEquals(0, searches.kept());
    }

    @Test
    void oneThatIsLentIsNotLentAgain() {
        searches.join();
        var first = searches.borrow(null);
        var second = searches.borrow(first);
        assertNotSame(first, second);
        searches.giveBack(first);
        searches.giveBack(second);
        assertSame(first, searches.borrow(first));
        assertSame(second, searches.borrow(first));
        searches.leave();
        searches.giveBack(first);
        assertEquals(0, searches.kept());
    }

    private void change(SplittableRandom random) {
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            if (random.nextInt(3) == 0) {
                paint(area(random), random);
            } else {
                int dx = random.nextBoolean() ? 0 : random.nextInt(-50, 50);
                int dy = dx != 0 && random.nextBoolean() ? 0 : random.nextInt(-50, 50);
                scroll(area(random), dx, dy, random.nextBoolean());
            }
        }
        if (random.nextInt(4) == 0) {
            hints.add(new Copy(area(random), random.nextInt(500), random.nextInt(500)));
        }
    }

    private static Rectangle area(SplittableRandom random) {
        int x = random.nextInt(WIDTH / 2);
        int y = random.nextInt(HEIGHT / 2);
        return new Rectangle(
                x, y, random.nextInt(1, WIDTH - x + 1), random.nextInt(1, HEIGHT - y + 1));
    }

    private void paint(Rectangle area, SplittableRandom random) {
        var pixels = random.ints(area.area(), 0, 1 << 24).toArray();
        frame = frame.paint(area, pixels, 0, area.width());
    }

    private void scroll(Rectangle area, int dx, int dy, boolean hinted) {
        var made = new Copies();
        long before = frame.version();
        frame = made.copied(frame, area, dx, dy, new Pixels.Room());
        if (hinted) {
            hints.addAll(made.between(before, frame.version()));
        }
    }

    private Planning planning(Rectangle asked) {
        var news = new News(frame, asked, WISHES, List.copyOf(hints), false);
        return new Planning(shown, motion, frame, news, wastable);
    }

    private void send(Rectangle asked, SplittableRandom random) {
        var planning = planning(asked);
        hints.clear();
        now++;
        while (planning.hasNext()) {
            var band = planning.next();
            copies += band.copies().size();
            band.copies().forEach(copy -> copy(copy, asked));
            for (var area : band.rectangles()) {
                assertTrue(asked.contains(area), area + " was not asked for");
                draw(area);
                if (isLossy && random.nextBoolean()) {
                    distort(area);
                }
            }
        }
    }

    /** As RFC 6143 has it: all is read before any is written. */
    private void copy(Copy copy, Rectangle asked) {
        var to = copy.to();
        assertTrue(asked.contains(to) && ALL.contains(copy.from()), copy.toString());
        var before = viewer.clone();
        for (int y = 0; y < to.height(); y++) {
            int from = (copy.fromY() + y) * WIDTH + copy.fromX();
            System.arraycopy(before, from, viewer, (to.y() + y) * WIDTH + to.x(), to.width());
        }
        losses.copied(copy, now);
    }

    private void draw(Rectangle area) {
        frame.read(area, viewer, area.y() * WIDTH + area.x(), WIDTH);
    }

    private void distort(Rectangle area) {
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                viewer[y * WIDTH + x] ^= 1;
            }
        }
        losses.lost(area, now);
    }

    /** The viewer has lost the area, and wants it again. */
    private void forget(Rectangle area, SplittableRandom random) {
        shown.forget(area);
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                viewer[y * WIDTH + x] = random.nextInt();
            }
        }
    }

    private void assertShows(Rectangle asked, String when) {
        for (int y = asked.y(); y < asked.bottom(); y++) {
            var row = new int[asked.width()];
            frame.read(new Rectangle(asked.x(), y, asked.width(), 1), row, 0, asked.width());
            int from = y * WIDTH + asked.x();
            assertEquals(
                    -1,
                    Arrays.mismatch(row, 0, row.length, viewer, from, from + row.length),
                    when + " row " + y + " from " + asked.x());
        }
    }

    /** A pixel that is not as it should be is at least to be repaired, and nearly right. */
    private void assertShowsExactlyWhatIsNotLossy(Rectangle asked, String when) {
        for (int y = asked.y(); y < asked.bottom(); y++) {
            for (int x = asked.x(); x < asked.right(); x++) {
                var pixel = new int[1];
                var place = new Rectangle(x, y, 1, 1);
                frame.read(place, pixel, 0, 1);
                int difference = pixel[0] ^ viewer[y * WIDTH + x];
                boolean isRight = difference == 0 || difference == 1 && losses.isLossy(place);
                assertTrue(isRight, () -> when + " at " + place);
            }
        }
    }
}
