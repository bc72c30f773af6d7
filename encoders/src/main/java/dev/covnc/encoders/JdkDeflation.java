package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

import java.util.zip.Deflater;

/** The JDK's own engine. */
final class JdkDeflation implements Deflation {
    private static final int LEAST_ROOM = 4096;

    private final Deflater deflater;
    private final NativeHandle handle = new NativeHandle();

    JdkDeflation(int level) {
        deflater = new Deflater(level, true);
    }

    @Override
    public void deflate(byte[] bytes, int offset, int length, WireWriter out) {
        deflater.setInput(bytes, offset, length);
        drain(Deflater.NO_FLUSH, out);
    }

    @Override
    public void flush(WireWriter out) {
        drain(Deflater.SYNC_FLUSH, out);
    }

    /** Lets the engine write until it leaves room, which says that it has no more to write. */
    private void drain(int flush, WireWriter out) {
        int room;
        int written;
        do {
            int at = out.reserve(LEAST_ROOM);
            room = out.array().length - at;
            written = deflater.deflate(out.array(), at, room, flush);
            out.advance(written);
        } while (written == room);
    }

    @Override
    public void close() {
        deflater.end();
        handle.close();
    }
}
