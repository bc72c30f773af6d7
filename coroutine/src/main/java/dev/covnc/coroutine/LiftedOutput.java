package dev.covnc.coroutine;

import java.io.IOException;
import java.io.OutputStream;

/** A channel's output as blocking code knows it. What blocks there, suspends here. */
final class LiftedOutput extends OutputStream {
    private final CoroutineChannel channel;

    LiftedOutput(CoroutineChannel channel) {
        this.channel = channel;
    }

    @Override
    @Suspends
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    @Suspends
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lifted(() -> channel.write(bytes, offset, length));
    }

    @Override
    @Suspends
    public void flush() {
        channel.flush();
    }

    /** What was written still goes out, as from a socket that is closed. */
    @Override
    @Suspends
    public void close() throws IOException {
        try {
            if (channel.isActive()) {
                lifted(channel::drain);
            }
        } finally {
            channel.close();
        }
    }

    /**
     * A peer that is gone or takes nothing is an {@link IOException} here; being cancelled is not.
     */
    @Suspends
    private static void lifted(@Suspends Runnable sending) throws IOException {
        try {
            sending.run();
        } catch (Closed e) {
            throw new IOException(e.getMessage(), e);
        } catch (DeadlineExceeded e) {
            Coroutine.self().parking().check(); // A deadline around the caller speaks for itself.
            throw new IOException(e.getMessage(), e);
        }
    }
}
