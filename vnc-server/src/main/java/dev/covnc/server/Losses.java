package dev.covnc.server;

import dev.covnc.encoders.Copy;
import dev.covnc.encoders.Frame;
import dev.covnc.encoders.Tile;
import dev.covnc.rfb.Rectangle;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Which tiles one viewer was sent with losses, and since when they have been left alone: each is
 * repaired when it has been still for a while, whatever goes on beside it.
 *
 * <p>Time is passed in as nanoseconds of a clock that only goes forward.
 */
final class Losses {
    /** For so long nobody has painted a tile that is worth being sent again without loss. */
    private static final long STILL = Duration.ofSeconds(1).toNanos();

    /** Whole tiles are sent. */
    private static final int WASTABLE = 0;

    private static final long NEVER = Long.MAX_VALUE;

    private int columns;

    /** When each tile was sent with losses; never, if it is as it should be. */
    private long[] since = {};

    private int lossy;

    /** No tile has been still for longer; all may have been for less. */
    private long earliest = NEVER;

    /** The viewer has another size now, and will be sent everything. */
    void resize(int width, int height) {
        columns = (width + Tile.SIZE - 1) / Tile.SIZE;
        since = new long[columns * ((height + Tile.SIZE - 1) / Tile.SIZE)];
        Arrays.fill(since, NEVER);
        lossy = 0;
        earliest = NEVER;
    }

    /** An area has been sent with losses. */
    void lost(Rectangle area, long now) {
        forEachTile(area, index -> set(index, now));
        earliest = Math.min(earliest, now);
    }

    /** The viewer has copied an area: with what it was sent with losses, if that is in it. */
    void copied(Copy copy, long now) {
        if (lossy > 0 && isLossy(copy.from())) {
            lost(copy.to(), now);
        }
    }

    /** Whether something in the tiles of an area was sent with losses. */
    boolean isLossy(Rectangle area) {
        var found = new boolean[1];
        forEachTile(area, index -> found[0] |= since[index] != NEVER);
        return found[0];
    }

    private void set(int index, long time) {
        lossy += (time == NEVER ? 0 : 1) - (since[index] == NEVER ? 0 : 1);
        since[index] = time;
    }

    /** In nanoseconds: none is to be repaired before that; 0 or less if one may be. */
    long timeLeft(long now) {
        return lossy == 0 ? NEVER : earliest + STILL - now;
    }

    /**
     * Plans to send tiles as they are that have been still for long enough; those that cannot be
     * sent now wait as long again.
     *
     * @param most tiles
     * @param area that the viewer has asked for
     */
    List<Rectangle> repair(long now, int most, Rectangle area, Frame frame, Shown shown) {
        var plan = new Plan(area, WASTABLE);
        int count = 0;
        earliest = NEVER;
        for (int index = 0; index < since.length; index++) {
            if (since[index] != NEVER && now - since[index] >= STILL && count < most) {
                var place = frame.tileArea(index % columns, index / columns);
                boolean sendable = area.contains(place) && shown.isUpToDate(frame, index);
                set(index, sendable ? NEVER : now);
                plan.add(place, sendable ? place : Rectangle.EMPTY);
                count++;
            }
            earliest = Math.min(earliest, since[index]);
            if ((index + 1) % columns == 0) {
                plan.endRow();
            }
        }
        return plan.rectangles();
    }

    private void forEachTile(Rectangle area, IntConsumer action) {
        for (int y = area.y() / Tile.SIZE; y * Tile.SIZE < area.bottom(); y++) {
            for (int x = area.x() / Tile.SIZE; x * Tile.SIZE < area.right(); x++) {
                action.accept(y * columns + x);
            }
        }
    }
}
