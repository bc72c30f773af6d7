package dev.covnc.rfb;

/**
 * Numbers and bytes as they come from the peer, big-endian (RFC 6143 section 7: "all multiple byte
 * integers are in big endian order").
 *
 * <p>Every method waits until what it returns has come. What waiting means, and what is thrown when
 * the peer leaves, is the implementation's to say. Not thread-safe.
 */
public interface WireReader {

    /** The next byte, 0 to 255. */
    int u8();

    /** Fills {@code into} from {@code offset} with the next {@code length} bytes. */
    void read(byte[] into, int offset, int length);

    /** Reads {@code count} bytes and forgets them; {@code count} may be more than memory holds. */
    void skip(long count);

    /** The next two bytes, 0 to 65535. */
    default int u16() {
        return u8() << 8 | u8();
    }

    /** The next four bytes, signed. */
    default int s32() {
        return u16() << 16 | u16();
    }

    /** The next four bytes, 0 to 4294967295. */
    default long u32() {
        return s32() & 0xffff_ffffL;
    }

    /** The next {@code count} bytes; the caller has checked that so many are reasonable. */
    default byte[] bytes(int count) {
        var bytes = new byte[count];
        read(bytes, 0, count);
        return bytes;
    }
}
