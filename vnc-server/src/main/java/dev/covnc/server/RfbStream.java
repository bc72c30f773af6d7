package dev.covnc.server;

import dev.covnc.coroutine.Closed;
import dev.covnc.coroutine.CoroutineChannel;
import dev.covnc.coroutine.Deadline;
import dev.covnc.coroutine.DeadlineExceeded;
import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.time.Duration;

/** A wire over a socket: every read and every send may suspend the coroutine that does it. */
final class RfbStream implements Wire, AutoCloseable {
    private final CoroutineChannel channel;
    private final Duration closing;

    /** Null unless it is recorded. */
    private Recording recording;

    RfbStream(CoroutineChannel channel, Duration closing) {
        this.channel = channel;
        this.closing = closing;
    }

    @Override
    @Suspends
    public int u8() {
        return channel.readByte();
    }

    @Override
    @Suspends
    public void read(byte[] into, int offset, int length) {
        channel.read(into, offset, length);
    }

    @Override
    @Suspends
    public void skip(long count) {
        channel.skip(count);
    }

    @Override
    @Suspends
    public void send(WireWriter out) {
        if (recording != null) {
            recording.add(out.array(), out.size());
        }
        channel.write(out.array(), 0, out.size());
        channel.flush();
        out.clear();
    }

    /** What is sent from now on is recorded, unless somebody else's is. */
    void record(Recording recording) {
        if (recording.begin()) {
            this.recording = recording;
        }
    }

    /** Waits until the operating system has taken everything that was sent. */
    @Suspends
    void drain() {
        channel.drain();
    }

    /**
     * Lets the viewer read to the end what it was told last, such as why it is refused: a socket
     * that is closed with unread bytes in it takes its last words back.
     */
    @Suspends
    void lingerUntilRead() {
        try {
            Deadline.within(
                    closing,
                    "The viewer's leaving",
                    () -> {
                        channel.drain();
                        channel.endOutput();
                        channel.skip(Long.MAX_VALUE);
                    });
        } catch (Closed | DeadlineExceeded _) {
            // Read, or not wanted: either way it may be closed.
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
