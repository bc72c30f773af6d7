package dev.covnc.rfb.security;

import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.util.Arrays;
import java.util.function.Supplier;

/// The wire that RA2 leads through another: frames, each encrypted and proved by itself.
///
/// ```
///     u16 length | ciphertext, length bytes | MAC, 16 bytes        AES-EAX
/// ```
///
/// The header of EAX is the two bytes of the length; its nonce counts the frames of a direction
/// from 0, 16 bytes, little-endian, so that none can be left out, repeated or exchanged.
final class EaxWire implements Wire {
    /** That viewers take for certain: TigerVNC's have no room for more. */
    private static final int LONGEST_SENT = 8192;

    /** Sealed bytes that are handed on at once. */
    private static final int BATCH = 64 * 1024;

    private final Wire below;
    private final Eax opening;
    private final Eax sealing;

    private final byte[] received = new byte[Eax.BLOCK];
    private final byte[] sent = new byte[Eax.BLOCK];
    private final byte[] header = new byte[2];
    private final byte[] sentHeader = new byte[2];

    /** The last frame that came; what is between position and end is opened and not read yet. */
    private byte[] frame = new byte[0];

    private int position;
    private int end;

    private final WireWriter sealed = new WireWriter(256);

    /**
     * @param viewerKey of what comes
     * @param serverKey of what is sent
     */
    EaxWire(Wire below, byte[] viewerKey, byte[] serverKey) {
        this.below = below;
        opening = new Eax(viewerKey);
        sealing = new Eax(serverKey);
    }

    @Override
    public int u8() {
        awaitBytes();
        return frame[position++] & 0xff;
    }

    @Override
    public void read(byte[] into, int offset, int length) {
        for (int done = 0; done < length; ) {
            awaitBytes();
            int count = Math.min(length - done, left());
            System.arraycopy(frame, position, into, offset + done, count);
            Arrays.fill(frame, position, position + count, (byte) 0); // It may be a password.
            position += count;
            done += count;
        }
    }

    @Override
    public void skip(long count) {
        for (long left = count; left > 0; ) {
            awaitBytes();
            int some = (int) Math.min(left, left());
            position += some;
            left -= some;
        }
    }

    /** How many bytes of the last frame nobody has read. */
    int left() {
        return end - position;
    }

    private void awaitBytes() {
        while (left() == 0) {
            readFrame();
        }
    }

    private void readFrame() {
        below.read(header, 0, 2);
        int length = (header[0] & 0xff) << 8 | header[1] & 0xff;
        if (frame.length < length + Eax.BLOCK) {
            frame = new byte[length + Eax.BLOCK];
        }
        below.read(frame, 0, length + Eax.BLOCK);
        if (!opening.open(received, header, frame, 0, length)) {
            throw new ProtocolException(
                    "A frame's MAC is wrong: it was changed on its way, or the keys differ");
        }
        count(received);
        position = 0;
        end = length;
    }

    @Override
    public void send(WireWriter out) {
        for (int from = 0; from < out.size(); from += LONGEST_SENT) {
            seal(out.array(), from, Math.min(LONGEST_SENT, out.size() - from));
            if (sealed.size() >= BATCH) {
                below.send(sealed);
            }
        }
        below.send(sealed);
        out.clear();
    }

    private void seal(byte[] bytes, int offset, int length) {
        sealed.u16(length);
        sentHeader[0] = (byte) (length >> 8);
        sentHeader[1] = (byte) length;
        int at = sealed.reserve(length + Eax.BLOCK);
        sealing.seal(sent, sentHeader, bytes, offset, length, sealed.array(), at);
        sealed.advance(length + Eax.BLOCK);
        count(sent);
    }

    @Override
    public <T> T work(String what, Supplier<T> task) {
        return below.work(what, task);
    }

    /** The next nonce. At a billion frames a second the first eight bytes last 584 years. */
    private static void count(byte[] nonce) {
        for (int i = 0; i < nonce.length && ++nonce[i] == 0; i++) {}
    }
}
