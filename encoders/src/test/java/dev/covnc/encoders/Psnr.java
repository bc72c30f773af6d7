package dev.covnc.encoders;

/** How much of a picture a lossy encoding leaves: the peak signal-to-noise ratio in decibels. */
final class Psnr {
    private Psnr() {}

    /** Over all channels; infinite if nothing differs. */
    static double of(int[] before, int[] after) {
        double squares = 0;
        for (int i = 0; i < before.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int difference = (before[i] >> shift & 0xff) - (after[i] >> shift & 0xff);
                squares += difference * difference;
            }
        }
        return 10 * Math.log10(255.0 * 255 * before.length * 3 / squares);
    }
}
