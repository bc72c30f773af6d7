package dev.covnc.encoders;

import java.util.Arrays;

/// What was found in a piece of picture: its colours and its runs.
///
/// A run is as many equal pixels as follow each other, from the end of one row into the next. With
/// at most 127 colours each run is written down as ZRLE's palette RLE wants it (RFC 6143 section
/// 7.7.6), which is the same for every viewer:
///
/// ```
/// a run of one     0iiiiiii                       i: the colour's place in the palette
/// a longer one     1iiiiiii  255 ... 255  n       n + 255 for each 255: the length less one
/// ```
///
/// Immutable, so long as nobody writes to the arrays.
///
/// @param palette the colours in the order they appear; empty if there are more than [#MAX_COLOURS]
/// @param runs how many
/// @param indexedRuns the runs as drawn; empty if the palette is
/// @param ends where runs end, as [Runs#ends]; empty if the palette is not
record Analysis(int[] palette, int runs, byte[] indexedRuns, long[] ends) {

    /** The largest palette whose size and indices both fit in ZRLE's seven bits. */
    static final int MAX_COLOURS = 127;

    /** Writes each pixel's place in the palette; nothing if there is none. */
    void indices(byte[] into) {
        indices(indexedRuns, indexedRuns.length, into);
    }

    /** Writes each pixel's place in the palette from so many bytes of runs. */
    static void indices(byte[] indexedRuns, int length, byte[] into) {
        int end = 0;
        for (int i = 0; i < length; ) {
            int start = end;
            byte first = indexedRuns[i++];
            end++;
            if (first < 0) {
                int more;
                do {
                    more = indexedRuns[i++] & 0xff;
                    end += more;
                } while (more == 255);
            }
            Arrays.fill(into, start, end, (byte) (first & 0x7f));
        }
    }

    /** Writes the length of a run as drawn, and returns the position after it. */
    static int length(int run, byte[] into, int at) {
        int rest = run - 1;
        for (; rest >= 255; rest -= 255) {
            into[at++] = (byte) 255;
        }
        into[at++] = (byte) rest;
        return at;
    }
}
