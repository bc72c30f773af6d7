package dev.covnc.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When the next update of one viewer may begin: not sooner than the frame rate allows, and not
 * while so much is on its way that it would only queue.
 */
final class Pace {
    /** Marks that have not come back; a viewer that sends none back gets no more. */
    private static final int MANY_MARKS = 64;

    /** In which a program shows what was typed, unless it has better things to do. */
    private static final long ANSWER_TIME = Duration.ofMillis(250).toNanos();

    private final LongSupplier nanos;
    private final FrameRate frameRate;
    private final Congestion congestion = new Congestion();
    private final Effort effort;
    private int marks;
    private long answerDueUntil;

    private boolean isWaiting;
    private long waitingSince;

    /**
     * @param effort is told how long updates wait for what is on its way
     * @param nanos a clock that only goes forward
     */
    Pace(int framesPerSecond, Effort effort, LongSupplier nanos) {
        this.effort = effort;
        answerDueUntil = nanos.getAsLong();
        this.nanos = nanos;
        frameRate = new FrameRate(framesPerSecond);
    }

    /**
     * In nanoseconds, of an update that is due; 0 or less if it may begin now. What is on its way
     * may arrive earlier than is said here: {@link #returned}.
     */
    long timeUntilUpdate() {
        long now = nanos.getAsLong();
        boolean isFull = congestion.isFull(now);
        if (isWaiting) {
            effort.waited(now - waitingSince);
        }
        isWaiting = isFull;
        waitingSince = now;
        return isFull ? congestion.patience(now) : frameRate.timeLeft(now);
    }

    /** An update begins. */
    void begin() {
        frameRate.begin(nanos.getAsLong());
    }

    /** Somebody has typed, and one of the next updates shows what comes of it. */
    void hurry() {
        frameRate.hurry();
        answerDueUntil = nanos.getAsLong() + ANSWER_TIME;
    }

    /** Whether somebody has typed so lately that he still waits for what comes of it. */
    boolean isAnswerDue() {
        return nanos.getAsLong() - answerDueUntil < 0;
    }

    /** The bytes that may be on their way. */
    long window() {
        return congestion.window();
    }

    Duration roundTrip() {
        return Duration.ofNanos(congestion.roundTrip());
    }

    void sent(int bytes) {
        congestion.sent(bytes);
    }

    /** Whether to send a mark now, which {@link #returned} is to be told of. */
    boolean mark() {
        if (marks == MANY_MARKS) {
            return false;
        }
        marks++;
        congestion.marked(nanos.getAsLong());
        return true;
    }

    /** The oldest mark has come back. One that nobody has sent means nothing. */
    void returned() {
        if (marks > 0) {
            marks--;
            congestion.returned(nanos.getAsLong());
        }
    }
}
