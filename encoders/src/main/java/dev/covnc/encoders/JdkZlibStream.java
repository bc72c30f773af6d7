package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

import java.util.zip.Deflater;

/** A zlib stream of the JDK's own engine. */
final class JdkZlibStream implements ZlibStream {
    private static final int LEAST_ROOM = 4096;
    private static final byte[] NOTHING = {};

    private final Deflater deflater;
    private int level;
    private boolean levelIsNew;

    JdkZlibStream(int level) {
        this.deflater = new Deflater(level);
        this.level = level;
    }

    @Override
    public void level(int level) {
        if (level != this.level) {
            deflater.setLevel(level);
            this.level = level;
            levelIsNew = true;
        }
    }

    @Override
    public void deflate(byte[] bytes, int offset, int length, WireWriter out) {
        if (levelIsNew) {
            // The call that changes the level may stop early and look as if it were done, so it
            // gets nothing to do.
            deflater.setInput(NOTHING);
            drain(Deflater.NO_FLUSH, out);
            levelIsNew = false;
        }
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
    }
}
