package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/// One zlib stream of one viewer (RFC 1950): what its decoder has seen so far is what the next
/// bytes may refer to.
///
/// ```
/// stream      header, then blocks (RFC 1951), each flush ending on a byte; never a last one
/// header      78 01             deflate with a window of 32 KiB
/// ```
///
/// The header is written once and the blocks come from a [Deflation] that knows nothing of it. So
/// another one may take over wherever a flush has ended: of another level, of another engine after
/// one has failed, or a fresh one after a rest. It begins with an empty window, which no decoder
/// notices. Nothing is allocated before the first byte. Not thread-safe.
final class ZlibStream implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ZlibStream.class.getPackageName());
    private static final int HEADER = 0x7801;

    private ZlibEngine engine;
    private int level;
    private boolean begun;

    /** Null before the first byte and while it rests. */
    private Deflation deflation;

    private int levelOfDeflation;

    /** Whether bytes may be within that no flush has brought out. */
    private boolean isHolding;

    /**
     * A new stream of the fastest engine there is.
     *
     * @param level how hard to compress, 0 (not at all) to 9
     */
    static ZlibStream open(int level) {
        return new ZlibStream(ZlibEngine.preferred(), level);
    }

    ZlibStream(ZlibEngine engine, int level) {
        this.engine = engine;
        this.level = level;
    }

    /**
     * How hard to compress what comes from now on.
     *
     * @param level 0 (not at all) to 9
     */
    void level(int level) {
        this.level = level;
    }

    /**
     * Compresses bytes, of which any number may stay within until {@link #flush}. An engine may end
     * a block here, so it is given tens of kilobytes at a time where there are as many.
     */
    void deflate(byte[] bytes, int offset, int length, WireWriter out) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return;
        }
        if (!begun) {
            out.u16(HEADER);
            begun = true;
        }
        if (level != levelOfDeflation) {
            flush(out);
            rest();
        }
        try {
            deflation().deflate(bytes, offset, length, out);
        } catch (EngineFailure e) {
            fallBack(e);
            deflation().deflate(bytes, offset, length, out);
        }
        isHolding = true;
    }

    private Deflation deflation() {
        if (deflation == null) {
            deflation = engine.start(level);
            levelOfDeflation = level;
        }
        return deflation;
    }

    /** The failed engine has appended nothing of its last bytes, and ended on a byte before. */
    private void fallBack(EngineFailure failure) {
        LOG.log(Level.WARNING, "A zlib stream goes on in Java: {0}", failure.getMessage());
        end();
        engine = ZlibEngine.JAVA;
    }

    /** Appends all that is still within, so that the viewer can decode every byte so far. */
    void flush(WireWriter out) {
        if (isHolding) {
            deflation.flush(out);
            isHolding = false;
        }
    }

    /**
     * Frees the engine's memory until there is more to compress, which then is compressed without
     * regard to what came before.
     *
     * @throws IllegalStateException when bytes are within that are not flushed
     */
    void rest() {
        if (isHolding) {
            throw new IllegalStateException("A zlib stream rests only after a flush");
        }
        end();
    }

    private void end() {
        if (deflation != null) {
            deflation.close();
            deflation = null;
        }
    }

    /** Frees native memory. More than once is allowed. */
    @Override
    public void close() {
        end();
    }
}
