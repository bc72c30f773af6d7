package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/// Blocks made by ISA-L. Each call ends on a byte, so that one that fails leaves nothing half said
/// and needs no memory of what came before it.
///
/// ```
/// level    ISA-L's    because, of ZRLE on recorded screens (speed, bytes; 1: zlib's level 6)
/// 1 - 5    2          3.3 to 8.4, 1.07 to 1.27; its level 1 is as fast and 1 to 5 % longer
/// 6 - 9    3          2.9 to 7.7, 1.08 to 1.19
/// ```
final class IsalDeflation implements Deflation {
    private final Isal isal;
    private final IsalStream stream;

    /**
     * @param level 1 to 9
     */
    IsalDeflation(Isal isal, int level) {
        this.isal = isal;
        this.stream = new IsalStream(isal, isalLevel(level));
    }

    private static int isalLevel(int level) {
        return level <= 5 ? 2 : 3;
    }

    @Override
    public void deflate(byte[] bytes, int offset, int length, WireWriter out) {
        int size = 0;
        for (int done = 0, n; done < length; done += n) {
            n = Math.min(IsalStream.CHUNK, length - done);
            size += chunk(bytes, offset + done, n, out, size);
        }
        out.advance(size);
    }

    /**
     * Puts what a chunk becomes behind what is not counted as written yet.
     *
     * @return its size
     */
    private int chunk(byte[] bytes, int offset, int length, WireWriter out, int before) {
        int size = 0;
        stream.give(bytes, offset, length);
        int written;
        do {
            stream.makeRoom();
            written = run(length);
            int at = out.reserve(before + size + written) + before + size;
            stream.take(out.array(), at, written);
            size += written;
        } while (written == IsalStream.CHUNK);
        if (stream.left() != 0) {
            throw new EngineFailure("ISA-L left " + stream.left() + " bytes of " + length);
        }
        return size;
    }

    /** Lets the engine write until it has read all or filled the room. */
    private int run(int length) {
        int error = isal.deflate(stream.address());
        int left = stream.left();
        int written = stream.written();
        if (error != 0) {
            throw new EngineFailure("isal_deflate returned " + error);
        }
        if (left < 0 || left > length || written < 0 || written > IsalStream.CHUNK) {
            throw new EngineFailure(
                    "isal_deflate says that of %d bytes %d are left, and %d written"
                            .formatted(length, left, written));
        }
        return written;
    }

    @Override
    public void flush(WireWriter out) {
        // Every call has ended on a byte.
    }

    @Override
    public void close() {
        stream.close();
    }
}
