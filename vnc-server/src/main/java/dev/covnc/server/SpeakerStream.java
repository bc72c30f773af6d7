package dev.covnc.server;

import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.WireWriter;

/** Where a speaker's words go, counted. */
final class SpeakerStream {
    private final RfbStream stream;
    private final Pace pace;
    private final Traffic traffic;

    SpeakerStream(RfbStream stream, Pace pace, Traffic traffic) {
        this.stream = stream;
        this.pace = pace;
        this.traffic = traffic;
    }

    /** Sends and forgets what has been written; waits for room. */
    @Suspends
    void send(WireWriter out) {
        pace.sent(out.size());
        traffic.sent(out.size());
        stream.send(out);
    }

    /** Waits until the operating system has taken everything that was sent. */
    @Suspends
    void drain() {
        stream.drain();
    }
}
