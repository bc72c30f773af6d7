package dev.covnc.server;

import dev.covnc.coroutine.Signal;
import dev.covnc.coroutine.Sleep;
import dev.covnc.coroutine.Suspends;
import dev.covnc.coroutine.Workers;
import dev.covnc.encoders.Frame;
import dev.covnc.rfb.FramebufferUpdate;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Writes the updates of one viewer: plans what it lacks, encodes that in pieces, and sends each
 * piece while the next one is being made. What takes long is done by a worker.
 */
final class UpdateWriter implements AutoCloseable {
    /**
     * Pixels that are encoded on the loop: fewer than a millisecond's worth, whatever they show.
     */
    private static final int SMALL = 4 * 1024;

    /** Room in bytes for what small updates take. */
    private static final int SHORT = 4 * 1024;

    /** Tiles that are repaired in one update: what has changed is waiting behind it. */
    private static final int TILES_REPAIRED_AT_ONCE = 64;

    /**
     * Time without an update after which the encoders free their compressors: hundreds of kilobytes
     * each, and what they remember is rarely of use by then.
     */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final SpeakerStream stream;
    private final Workers workers;
    private final UpdateLog log;
    private final Effort effort;
    private final LongSupplier nanos;
    private final Shown shown = new Shown();
    private final Losses losses = new Losses();
    private final ViewerEncoders encoders;
    private final Motion motion;
    private WireWriter out = new WireWriter(SHORT);

    /** A frame that has not the viewer's size, and what the viewer sees of it. */
    private Frame unfitted;

    private Frame fitted;

    private boolean isResting = true;
    private long lastSent;

    /**
     * @param effort is told how long encoding takes
     * @param nanos a clock that only goes forward
     */
    UpdateWriter(
            SpeakerStream stream,
            Workers workers,
            ViewerEncoders encoders,
            Motion motion,
            UpdateLog log,
            Effort effort,
            LongSupplier nanos) {
        this.stream = stream;
        this.workers = workers;
        this.encoders = encoders;
        this.motion = motion;
        this.log = log;
        this.effort = effort;
        this.nanos = nanos;
    }

    /** The viewer's framebuffer has this size, and shows nothing yet. */
    void resize(int width, int height) {
        shown.resize(width, height);
        losses.resize(width, height);
    }

    /** What the viewer can show. */
    Rectangle area() {
        return shown.area();
    }

    boolean fits(Frame frame) {
        return frame.width() == shown.width() && frame.height() == shown.height();
    }

    /** The viewer wants the area again, whatever it shows there. */
    void forget(Rectangle area) {
        shown.forget(area);
    }

    /**
     * Sends what the viewer lacks of it. A large picture goes out while its lower part is still
     * being planned, to viewers that need no count.
     *
     * @param begun runs when it turns out that there is something to send, before it is sent
     * @return whether there was
     */
    @Suspends
    boolean send(News news, Runnable begun) {
        wake();
        var picture = fitted(news.picture());
        var times = log.begin();
        int wastable = encoders.encoder(news.wishes()).wastable();
        var planning = new Planning(shown, motion, picture, news, wastable);
        boolean isBegun = false;
        while (planning.hasNext()) {
            var parts = next(planning, news, times);
            if (!parts.isEmpty() && !isBegun) {
                isBegun = true;
                begun.run();
            }
            for (var pieces : parts) {
                send(pieces, times);
            }
        }
        if (isBegun && planning.isOpen()) {
            FramebufferUpdate.lastRect(out);
            stream.send(out);
        }
        times.end();
        return isBegun;
    }

    /** A worker that plans encodes the first piece as well: to come back in between is dearer. */
    @Suspends
    private List<Pieces> next(Planning planning, News news, UpdateLog.Times times) {
        if (planning.isQuick()) {
            return plan(planning, news, times);
        }
        return workers.call(
                "planning",
                () -> {
                    var parts = plan(planning, news, times);
                    if (!parts.isEmpty()) {
                        encode(parts.getFirst(), times);
                    }
                    return parts;
                });
    }

    private List<Pieces> plan(Planning planning, News news, UpdateLog.Times times) {
        var header = planning.header();
        var parts = planning.nextInParts();
        parts.forEach(times::planned);
        return parts.stream()
                .map(part -> new Pieces(planning.frame(), part, encoders, news.wishes(), header))
                .toList();
    }

    /** In nanoseconds, until something that was sent with losses is to be repaired. */
    long timeUntilRepair() {
        return losses.timeLeft(nanos.getAsLong());
    }

    /**
     * Sends some of what the viewer shows with losses, and has shown for a while, as it is.
     *
     * @param begun runs when it turns out that there is something to send, before it is sent
     * @return whether there was
     */
    @Suspends
    boolean repair(Frame frame, Rectangle area, Wishes wishes, Runnable begun) {
        var picture = fitted(frame);
        var band =
                Band.of(
                        losses.repair(
                                nanos.getAsLong(), TILES_REPAIRED_AT_ONCE, area, picture, shown));
        if (band.isEmpty()) {
            return false;
        }
        wake();
        begun.run();
        var times = log.begin();
        times.planned(band);
        send(new Pieces(picture, band, encoders, wishes.withoutLoss(), Header.COUNTED), times);
        times.end();
        return true;
    }

    private void wake() {
        isResting = false;
        lastSent = nanos.getAsLong();
    }

    /** A viewer that cannot change its size sees what fits, and black around what is smaller. */
    private Frame fitted(Frame frame) {
        if (fits(frame)) {
            return frame;
        }
        if (frame != unfitted) {
            unfitted = frame;
            fitted = frame.resized(shown.width(), shown.height());
        }
        return fitted;
    }

    @Suspends
    private void send(Pieces pieces, UpdateLog.Times times) {
        boolean small = pieces.area() <= SMALL;
        do {
            // Unless the worker that has planned has begun already.
            if (out.size() == 0 && small) {
                encode(pieces, times);
            } else if (out.size() == 0) {
                workers.call("encoding", () -> encode(pieces, times));
            }
            int bytes = out.size();
            stream.send(out);
            times.sent(bytes);
        } while (pieces.hasMore());
        lastSent = nanos.getAsLong();
        pieces.copies().forEach(copy -> losses.copied(copy, lastSent));
        pieces.lossy().forEach(area -> losses.lost(area, lastSent));
    }

    /** Returns whether there is more to encode. */
    private boolean encode(Pieces pieces, UpdateLog.Times times) {
        long begun = nanos.getAsLong();
        pieces.encodeNext(out);
        effort.encoded(nanos.getAsLong() - begun);
        times.encoded();
        return pieces.hasMore();
    }

    /** Waits for news, or until there was none for so long that the encoders go to rest. */
    @Suspends
    void await(Signal news) {
        if (isResting) {
            news.await("something to say");
        } else if (!Sleep.during(IDLE.minusNanos(nanos.getAsLong() - lastSent), news)) {
            encoders.rest();
            out = new WireWriter(SHORT); // It has grown to what the largest piece took.
            motion.rest();
            isResting = true;
        }
    }

    @Override
    public void close() {
        motion.close();
        encoders.close();
    }
}
