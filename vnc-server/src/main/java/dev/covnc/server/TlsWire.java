package dev.covnc.server;

import dev.covnc.coroutine.Closed;
import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import org.bouncycastle.tls.TlsServerProtocol;

import java.io.IOException;
import java.util.function.Supplier;

/// A wire through a TLS session whose handshake is done.
///
/// ```
///     record = u8 type | u16 version | u16 length | length bytes              RFC 5246 section 6.2
/// ```
///
/// One coroutine reads and one sends. The reader never sends: what TLS has to answer by itself
/// waits for the next that is sent.
final class TlsWire implements Wire {
    private static final int HEADER = 5;
    private static final int LONGEST_RECORD = (1 << 14) + 2048;
    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 23;

    /** Bytes that are encrypted before they are handed on. */
    private static final int BATCH = 64 * 1024;

    /** Without a byte of content among them; sessions that work have one or two. */
    private static final int MOST_EMPTY_RECORDS = 100;

    private final Wire below;
    private final TlsServerProtocol tls;
    private final WireWriter encrypted = new WireWriter(256);

    TlsWire(Wire below, TlsServerProtocol tls) {
        this.below = below;
        this.tls = tls;
    }

    /**
     * The next record, with its header.
     *
     * @throws ProtocolException if that is no record; then nothing was made room for
     */
    @Suspends
    static byte[] readRecord(Wire below) {
        var header = below.bytes(HEADER);
        int length = (header[3] & 0xff) << 8 | header[4] & 0xff;
        if (header[0] < FIRST_TYPE || header[0] > LAST_TYPE || length > LONGEST_RECORD) {
            throw new ProtocolException("A TLS record was to come, and something else came");
        }
        var record = new byte[HEADER + length];
        System.arraycopy(header, 0, record, 0, HEADER);
        below.read(record, HEADER, length);
        return record;
    }

    /** Appends what the session has to send. */
    static WireWriter output(TlsServerProtocol tls, WireWriter out) {
        int count = tls.getAvailableOutputBytes();
        int at = out.reserve(count);
        tls.readOutput(out.array(), at, count);
        out.advance(count);
        return out;
    }

    @Override
    @Suspends
    public int u8() {
        return bytes(1)[0] & 0xff;
    }

    @Override
    @Suspends
    public void read(byte[] into, int offset, int length) {
        for (int done = 0; done < length; ) {
            awaitBytes();
            done += tls.readInput(into, offset + done, length - done);
        }
    }

    @Override
    @Suspends
    public void skip(long count) {
        var some = new byte[8192];
        for (long left = count; left > 0; ) {
            awaitBytes();
            left -= tls.readInput(some, 0, (int) Math.min(some.length, left));
        }
    }

    @Suspends
    private void awaitBytes() {
        for (int empty = 0; tls.getAvailableInputBytes() == 0; empty++) {
            if (tls.isClosed()) {
                throw new Closed("The peer has ended the TLS session", null);
            }
            if (empty == MOST_EMPTY_RECORDS) {
                throw new ProtocolException("The viewer sends TLS records without content");
            }
            decrypt(readRecord(below));
        }
    }

    private void decrypt(byte[] record) {
        try {
            tls.offerInput(record);
        } catch (IOException e) {
            throw new ProtocolException("The TLS session failed: " + e.getMessage());
        }
    }

    @Override
    @Suspends
    public void send(WireWriter out) {
        for (int from = 0; from < out.size(); from += BATCH) {
            encrypt(out.array(), from, Math.min(BATCH, out.size() - from));
            below.send(output(tls, encrypted));
        }
        out.clear();
    }

    private void encrypt(byte[] bytes, int offset, int length) {
        if (tls.isClosed()) {
            throw new Closed("The peer has ended the TLS session", null);
        }
        try {
            tls.writeApplicationData(bytes, offset, length);
        } catch (IOException e) {
            throw new ProtocolException("The TLS session failed: " + e.getMessage());
        }
    }

    @Override
    @Suspends
    public <T> T work(String what, Supplier<T> task) {
        return below.work(what, task);
    }
}
