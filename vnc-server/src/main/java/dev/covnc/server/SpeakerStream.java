package dev.covnc.server;

import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.WireWriter;

import java.util.function.LongSupplier;

/** Where a speaker's words go, counted. */
final class SpeakerStream {
    private final RfbStream stream;
    private final Pace pace;
    private final Traffic traffic;
    private final Effort effort;
    private final LongSupplier nanos;

    /**
     * @param effort is told how long it takes
     * @param nanos a clock that only goes forward
     */
    SpeakerStream(RfbStream stream, Pace pace, Traffic traffic, Effort effort, LongSupplier nanos) {
        this.stream = stream;
        this.pace = pace;
        this.traffic = traffic;
        this.effort = effort;
        this.nanos = nanos;
    }

    /** Sends and forgets what has been written; waits for room. */
    @Suspends
    void send(WireWriter out) {
        pace.sent(out.size());
        traffic.sent(out.size());
        long begun = nanos.getAsLong();
        stream.send(out);
        effort.waited(nanos.getAsLong() - begun);
    }

    /** Waits until the operating system has taken everything that was sent. */
    @Suspends
    void drain() {
        long begun = nanos.getAsLong();
        stream.drain();
        effort.waited(nanos.getAsLong() - begun);
    }
}
