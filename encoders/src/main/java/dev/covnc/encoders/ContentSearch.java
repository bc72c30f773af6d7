package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * Finds the ways in which something went by what is in the pictures: anchors in both, joined and
 * counted.
 *
 * <p>Hashing is what takes the time, so it goes band by band: the columns of tiles where most is
 * wrong, then others, as long as that helps.
 */
final class ContentSearch {
    /** The pixels in a band, unless two columns of tiles have more. */
    private static final int BAND = 192 * 1024;

    private static final int LEAST_COLUMNS = 2;
    private static final int MOST_BANDS = 4;
    private static final int MOST_WAYS = 8;
    private static final int MOST_OLD = 4096;
    private static final int MOST_NEXT = 768;

    /**
     * Of so many rows those have anchors in which a bit is set, in both pictures: every number of
     * rows that something can have moved up or down is the distance between two of them.
     */
    private static final int CYCLE = 13;

    private static final int COVER = 1 | 1 << 1 | 1 << 3 | 1 << 9;

    /** A band where less is wrong is not worth its hashes. */
    private static final int LEAST_WRONG = 2048;

    private final Canvas canvas;
    private final Field field;
    private final Moving moving;
    private final RowHash hash = new RowHash();
    private final Anchors old = new Anchors(MOST_OLD);
    private final Anchors next = new Anchors(MOST_NEXT);
    private final Votes votes = new Votes(MOST_OLD, MOST_NEXT);

    /** The numbers of the rows that are being hashed. */
    private final int[] rows = new int[RowHash.ROOM];

    /** For each column of tiles how much is wrong, 0 if it has been hashed. */
    private int[] wrongByColumn = {};

    private Frame frame;

    ContentSearch(Canvas canvas, Field field, Moving moving) {
        this.canvas = canvas;
        this.field = field;
        this.moving = moving;
    }

    /** Lets go of the frame. */
    void release() {
        frame = null;
    }

    /** Moves what it finds in what is wrong, until the first band without a copy. */
    void search(Frame next) {
        frame = next;
        var area = field.wrongArea();
        if (wrongByColumn.length < frame.columns()) {
            wrongByColumn = new int[frame.columns()];
        }
        Arrays.fill(wrongByColumn, 1);
        for (int i = 0; i < MOST_BANDS && !moving.isDone(); i++) {
            countByColumn(area);
            var band = nextBand(area);
            int copies = moving.copies().size();
            if (!band.isEmpty()) {
                search(band);
            }
            if (moving.copies().size() == copies) {
                return;
            }
        }
    }

    /** Except in columns that are hashed. */
    private void countByColumn(Rectangle area) {
        for (int column = area.x() / Tile.SIZE; column * Tile.SIZE < area.right(); column++) {
            int wrong = 0;
            for (int row = area.y() / Tile.SIZE; row * Tile.SIZE < area.bottom(); row++) {
                wrong += field.wrongIn(row * frame.columns() + column);
            }
            wrongByColumn[column] = wrongByColumn[column] == 0 ? 0 : wrong;
        }
    }

    /** The columns of tiles in which most is wrong, of those that are not hashed yet. */
    private Rectangle nextBand(Rectangle area) {
        int first = area.x() / Tile.SIZE;
        int end = (area.right() + Tile.SIZE - 1) / Tile.SIZE;
        int width = Math.max(LEAST_COLUMNS, BAND / Tile.SIZE / area.height());
        width = Math.min(width, Math.min(end - first, RowHash.ROOM / Tile.SIZE));
        int most = LEAST_WRONG - 1;
        int best = end;
        for (int from = first; from + width <= end; from++) {
            int wrong = 0;
            for (int column = from; column < from + width; column++) {
                wrong += wrongByColumn[column];
            }
            if (wrong > most) {
                most = wrong;
                best = from;
            }
        }
        if (best == end) {
            return Rectangle.EMPTY;
        }
        Arrays.fill(wrongByColumn, best, best + width, 0);
        return new Rectangle(best * Tile.SIZE, area.y(), width * Tile.SIZE, area.height())
                .intersect(area);
    }

    private void search(Rectangle band) {
        anchorNext(band);
        anchorOld(band);
        votes.take(old, next);
        for (int i = 0; i < MOST_WAYS && !moving.isDone(); i++) {
            int way = votes.elected();
            if (way == 0) {
                return;
            }
            moving.move(way, votes, next);
            if (moving.isDone()) {
                return;
            }
            moving.count();
            votes.strike(way, next, field);
        }
    }

    /** Some rows of the next frame, where tiles are wrong. */
    private void anchorNext(Rectangle band) {
        next.clear();
        int width = band.width();
        int count = 0;
        for (int y = rowFrom(band.y()); y < band.bottom(); ) {
            if (!anyWrong(band, y / Tile.SIZE)) {
                y = rowFrom((y & -Tile.SIZE) + Tile.SIZE);
                continue;
            }
            frame.read(band.x(), y, width, 1, hash.pixels(), count * width, width);
            rows[count++] = y;
            y = rowFrom(y + 1);
            if ((count + 1) * width > RowHash.ROOM) {
                hash.hash(count * width);
                next.add(hash, width, band.x(), rows);
                count = 0;
            }
        }
        hash.hash(count * width);
        next.add(hash, width, band.x(), rows);
    }

    /** The first row at or after this one that has anchors. */
    private static int rowFrom(int y) {
        int row = y;
        while ((COVER >> row % CYCLE & 1) == 0) {
            row++;
        }
        return row;
    }

    private boolean anyWrong(Rectangle band, int row) {
        int wrong = 0;
        for (int column = band.x() / Tile.SIZE; column * Tile.SIZE < band.right(); column++) {
            wrong |= field.wrongIn(row * frame.columns() + column);
        }
        return wrong != 0;
    }

    /** As many rows of the old picture, with the next one's limit. */
    private void anchorOld(Rectangle band) {
        old.clear(next.limit());
        canvas.load(band.x(), band.y(), band.right(), band.bottom());
        int width = band.width();
        int room = RowHash.ROOM / width;
        int count = 0;
        for (int y = rowFrom(band.y()); y < band.bottom(); y = rowFrom(y + 1)) {
            int from = y * canvas.width() + band.x();
            System.arraycopy(canvas.pixels(), from, hash.pixels(), count * width, width);
            rows[count++] = y;
            if (count == room) {
                hash.hash(count * width);
                old.add(hash, width, band.x(), rows);
                count = 0;
            }
        }
        hash.hash(count * width);
        old.add(hash, width, band.x(), rows);
    }
}
