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
        try {
            channel.write(bytes, offset, length);
        } catch (Closed e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    @Suspends
    public void flush() {
        channel.flush();
    }

    @Override
    public void close() {
        channel.flush();
        channel.close();
    }
}
