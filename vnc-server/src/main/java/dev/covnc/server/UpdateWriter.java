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
        boolean open = planning.isOpen();
        boolean isBegun = false;
        while (planning.hasNext()) {
            var band = next(planning);
            times.planned(band);
            if (band.isEmpty()) {
                continue;
            }
            if (!isBegun) {
                isBegun = true;
                begun.run();
                beginIf(open);
            }
            for (var part : news.isAnswer() ? band.littleFirst() : List.of(band)) {
                send(new Pieces(picture, part, encoders, news.wishes(), !open), times);
            }
        }
        if (isBegun && open) {
            FramebufferUpdate.lastRect(out);
            stream.send(out);
        }
        times.end();
        return isBegun;
    }

    @Suspends
    private Band next(Planning planning) {
        return planning.isQuick() ? planning.next() : workers.call("planning", planning::next);
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
        send(new Pieces(picture, band, encoders, wishes.withoutLoss(), true), times);
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

    /** An open update begins at once; a counted one when it is known how many rectangles come. */
    private void beginIf(boolean open) {
        if (open) {
            FramebufferUpdate.beginOpen(out);
        }
    }

    @Suspends
    private void send(Pieces pieces, UpdateLog.Times times) {
        boolean small = pieces.area() <= SMALL;
        boolean more;
        do {
            long begun = nanos.getAsLong();
            more =
                    small
                            ? pieces.encodeNext(out)
                            : workers.call("encoding", () -> pieces.encodeNext(out));
            int bytes = out.size();
            times.encoded();
            effort.encoded(nanos.getAsLong() - begun);
            stream.send(out);
            times.sent(bytes);
        } while (more);
        lastSent = nanos.getAsLong();
        pieces.copies().forEach(copy -> losses.copied(copy, lastSent));
        pieces.lossy().forEach(area -> losses.lost(area, lastSent));
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
