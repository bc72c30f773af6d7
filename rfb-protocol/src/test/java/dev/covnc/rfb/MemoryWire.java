package dev.covnc.rfb;

import java.util.Arrays;
import java.util.HexFormat;

/** A wire whose peer has said everything already, and which keeps what is sent to it. */
public final class MemoryWire implements Wire {

    /** More was read than there is. */
    public static final class EndOfBytes extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndOfBytes() {
            super("the peer has said no more");
        }
    }

    private final byte[] in;
    private int position;
    private final WireWriter sent = new WireWriter();

    public MemoryWire(byte... in) {
        this.in = in;
    }

    /** A wire that brings these bytes; white space between them is for the reader. */
    public static MemoryWire of(String hex) {
        return new MemoryWire(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    /** What was sent, as hex digits without spaces. */
    public String sent() {
        return HexFormat.of().formatHex(sent.toByteArray());
    }

    /** How many of the peer's bytes nobody has read. */
    public int left() {
        return in.length - position;
    }

    @Override
    public int u8() {
        return in[take(1)] & 0xff;
    }

    @Override
    public void read(byte[] into, int offset, int length) {
        int from = take(length);
        System.arraycopy(in, from, into, offset, length);
    }

    @Override
    public void skip(long count) {
        take(count);
    }

    @Override
    public void send(WireWriter out) {
        sent.bytes(out.array(), 0, out.size());
        Arrays.fill(out.array(), (byte) 0xee);
        out.clear();
    }

    private int take(long count) {
        if (count > left()) {
            position = in.length;
            throw new EndOfBytes();
        }
        int from = position;
        position += (int) count;
        return from;
    }
}
