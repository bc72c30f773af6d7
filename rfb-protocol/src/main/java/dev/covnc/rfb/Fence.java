package dev.covnc.rfb;

import java.util.Arrays;

/**
 * A mark in the stream, sent by either side and sent back by the other when it comes to it
 * (rfbproto, "ClientFence" and "ServerFence").
 *
 * @param flags what the mark asks for: {@link #REQUEST} and how it is ordered with what stands
 *     around it
 * @param payload what its sender knows it by, at most 255 bytes; not to be changed
 */
public record Fence(int flags, byte... payload) implements ClientMessage, ServerMessage {

    /** What came before has been processed when this one is answered. */
    public static final int BLOCK_BEFORE = 1;

    /** What comes after is processed when this one has been answered. */
    public static final int BLOCK_AFTER = 1 << 1;

    /** The next message and the answer to this one count as one. */
    public static final int SYNC_NEXT = 1 << 2;

    /** It wants an answer; without, it is one. */
    public static final int REQUEST = 1 << 31;

    /** The bytes that a payload may have; one with more is nobody's. */
    public static final int MAX_PAYLOAD = 64;

    private static final int KNOWN = BLOCK_BEFORE | BLOCK_AFTER | SYNC_NEXT;

    /** A mark with a payload of its own. */
    public Fence {
        payload = payload.clone();
    }

    /** What a new kind of fence is for must be agreed on first: flags that are unknown stay. */
    static Fence read(WireReader in) {
        in.skip(3);
        int flags = in.s32();
        return new Fence(flags, in.bytes(in.u8()));
    }

    @Override
    public void write(WireWriter out) {
        out.u8(248).zeros(3).s32(flags).u8(payload.length).bytes(payload);
    }

    /** Whether its sender waits for an answer. */
    public boolean isRequest() {
        return (flags & REQUEST) != 0;
    }

    /** Whether it breaks the rule that a payload has at most {@link #MAX_PAYLOAD} bytes. */
    public boolean isTooLong() {
        return payload.length > MAX_PAYLOAD;
    }

    /** The answer: the same, without what was asked and what is not understood. */
    public Fence answer() {
        return new Fence(flags & KNOWN, payload);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fence(int itsFlags, byte[] itsPayload)
                && flags == itsFlags
                && Arrays.equals(payload, itsPayload);
    }

    @Override
    public int hashCode() {
        return 31 * flags + Arrays.hashCode(payload);
    }
}
