package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/** Ends each call on a byte, as a native engine does, until one fails. */
final class FailingDeflation implements Deflation {
    private final Deflation engine;
    private int callsLeft;

    FailingDeflation(Deflation engine, int failingCall) {
        this.engine = engine;
        this.callsLeft = failingCall;
    }

    @Override
    public void deflate(byte[] bytes, int offset, int length, WireWriter out) {
        if (--callsLeft <= 0) {
            out.reserve(length);
            throw new EngineFailure("planted");
        }
        engine.deflate(bytes, offset, length, out);
        engine.flush(out);
    }

    @Override
    public void flush(WireWriter out) {
        // Every call has.
    }

    @Override
    public void close() {
        engine.close();
    }
}
