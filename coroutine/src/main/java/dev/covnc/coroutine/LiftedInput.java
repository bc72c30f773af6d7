package dev.covnc.coroutine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A channel's input as blocking code knows it. What blocks there, suspends here. */
final class LiftedInput extends InputStream {
    private final CoroutineChannel channel;

    LiftedInput(CoroutineChannel channel) {
        this.channel = channel;
    }

    @Override
    @Suspends
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    @Suspends
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        try {
            return channel.readSome(into, offset, length);
        } catch (Closed e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public int available() {
        return channel.available();
    }

    @Override
    public void close() {
        channel.close();
    }
}
