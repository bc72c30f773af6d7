package dev.covnc.encoders;

/// The piecewise-linear Haar transform of whole planes of numbers (Senecal, Lindstrom, Duchaineau,
/// Joy: An Improved N-Bit to N-Bit Reversible Haar-Like Transform, Pacific Graphics 2004).
///
/// Two numbers from -127 to 127 become what they have in common and what differs, within the same
/// range, and the same once more gives the two back. Both stay in their places, so that the next
/// scale works on every second number of those in common:
///
/// ```
/// one row      a b c d e f g h
/// scale 0      C D C D C D C D      C, D: common, different
/// scale 1      C d D d C d D d      d: different, of a scale before
/// ```
final class Haar {
    private Haar() {}

    /** Transforms the pairs in rows; the scale's pairs fill the width. */
    static void rows(int[] plane, int width, int height, int scale) {
        int half = 1 << scale;
        for (int row = 0; row < width * height; row += width * half) {
            for (int i = row; i < row + width; i += 2 * half) {
                pair(plane, i, i + half);
            }
        }
    }

    /** Transforms the pairs in columns; the scale's pairs fill the height. */
    static void columns(int[] plane, int width, int height, int scale) {
        int half = 1 << scale;
        for (int row = 0; row < width * height; row += width * 2 * half) {
            for (int i = row; i < row + width; i += half) {
                pair(plane, i, i + width * half);
            }
        }
    }

    private static void pair(int[] plane, int first, int second) {
        int a = plane[first];
        int b = plane[second];
        if ((a ^ b) < 0) {
            int sum = a + b;
            plane[first] = sum;
            plane[second] = (sum ^ b) < 0 ? a : -b;
        } else {
            int difference = a - b;
            plane[first] = (difference ^ a) < 0 ? b : a;
            plane[second] = difference;
        }
    }
}
