package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/// The bytes of one viewer's Tight rectangles on their way through four zlib streams (rfbproto,
/// "Tight Encoding").
///
/// ```
/// data      as it is                   if there are less than 12 bytes of it
///           length, zlibData           otherwise, each form of pixels in a stream of its own
///           length, as it is           without zlib, to a viewer that allows it
/// length    0nnnnnnn                   seven bits, the lowest first
///           1nnnnnnn 0nnnnnnn          14
///           1nnnnnnn 1nnnnnnn nnnnnnnn 22
/// ```
///
/// ```
/// level     0  1  2  3  4  5  6  7  8  9    what a viewer says
/// copy      0  1  1  2  3  4  5  6  7  9    zlib's levels: true colour costs most time
/// mono      0  1  3  5  7  8  8  9  9  9
/// indexed   0  1  3  5  6  7  7  8  9  9
/// gradient  0  1  1  1  2  3  4  5  6  9    finds few matches, however long it looks
/// ```
final class TightStreams implements AutoCloseable {

    /** Fewer bytes than these go as they are: every viewer knows, so this cannot be changed. */
    static final int LEAST = 12;

    /** The highest number that a length can say. */
    static final int LONGEST = (1 << 22) - 1;

    static final int COPY = 0;
    static final int MONO = 1;
    static final int INDEXED = 2;
    static final int GRADIENT = 3;

    private static final int[][] LEVELS = {
        {0, 1, 1, 2, 3, 4, 5, 6, 7, 9},
        {0, 1, 3, 5, 7, 8, 8, 9, 9, 9},
        {0, 1, 3, 5, 6, 7, 7, 8, 9, 9},
        {0, 1, 1, 1, 2, 3, 4, 5, 6, 9},
    };

    private final ZlibStream[] streams = new ZlibStream[4];
    private final WireWriter deflated = new WireWriter(16 * 1024);

    /**
     * @param text compresses true colour, which mostly is text in small pieces
     * @param others compresses the rest
     */
    TightStreams(ZlibEngine text, ZlibEngine others, int level) {
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new ZlibStream(i == COPY ? text : others, LEVELS[i][level]);
        }
    }

    /** How hard to compress what comes from now on: 0 (fast) to 9 (small). */
    void level(int level) {
        for (int i = 0; i < streams.length; i++) {
            streams[i].level(LEVELS[i][level]);
        }
    }

    /** Appends data through one of the streams. */
    void deflate(int stream, byte[] data, int size, WireWriter out) {
        if (size < LEAST) {
            out.bytes(data, 0, size);
            return;
        }
        deflated.clear();
        streams[stream].deflate(data, 0, size, deflated);
        streams[stream].flush(deflated);
        length(deflated.size(), out);
        out.bytes(deflated.array(), 0, deflated.size());
    }

    /** Appends data as it is. */
    static void store(byte[] data, int size, WireWriter out) {
        if (size >= LEAST) {
            length(size, out);
        }
        out.bytes(data, 0, size);
    }

    /**
     * Appends a length as drawn.
     *
     * @throws IllegalStateException beyond what it can say
     */
    static void length(int length, WireWriter out) {
        if (length > LONGEST) {
            throw new IllegalStateException("Tight has no length of " + length);
        }
        if (length < 1 << 7) {
            out.u8(length);
        } else if (length < 1 << 14) {
            out.u8(length & 0x7f | 0x80).u8(length >> 7);
        } else {
            out.u8(length & 0x7f | 0x80).u8(length >> 7 & 0x7f | 0x80).u8(length >> 14);
        }
    }

    void rest() {
        for (var stream : streams) {
            stream.rest();
        }
    }

    @Override
    public void close() {
        for (var stream : streams) {
            stream.close();
        }
    }
}
