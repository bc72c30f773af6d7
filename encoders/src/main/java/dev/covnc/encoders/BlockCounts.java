package dev.covnc.encoders;

/**
 * How the neighbours differ in a block, as {@link Photographic} tells photographs by it.
 *
 * <p>Each of the sums holds three counts: of equal neighbours, of those that differ at most softly,
 * which are among them, and of leaps. None is above 128, so all three fit into a float's 24 bits.
 *
 * @param across the counts of pairs left and right
 * @param acrossPairs how many those are
 * @param down the counts of pairs above and below
 * @param downPairs how many those are
 */
record BlockCounts(int across, int acrossPairs, int down, int downPairs) {
    /** The bits of a count. */
    static final int FIELD = 8;

    private static final int MASK = (1 << FIELD) - 1;

    boolean isPhotographic() {
        return pairs() > 0 && (isGrown() || isSoft());
    }

    private boolean isGrown() {
        return equalsBelow(30) && !isLetters();
    }

    private boolean isSoft() {
        return equalsBelow(70) && leaps() == 0 && !hardBeyond(4);
    }

    private boolean isLetters() {
        int pairs = pairs();
        int moderate = pairs - soft() - leaps();
        boolean leapsPrevail = leaps() > moderate && soft() * 100 > pairs * 20;
        return leapsBeyond(6) && (leapsPrevail || soft() * 100 > pairs * 50);
    }

    boolean isPerhaps() {
        return equalsBelow(45) && !leapsBeyond(20) && !isLetters() || !hardBeyond(1);
    }

    boolean mayBeEnclosed() {
        return pairs() > 0
                && (equalsBelow(25) && !leapsBeyond(50)
                        || equalsBelow(50) && !leapsBeyond(5)
                        || equalsBelow(95) && !hardBeyond(5));
    }

    private boolean leapsBeyond(int percent) {
        return leaps() * 100 > pairs() * percent;
    }

    /** More moderate differences and leaps than these per cent. */
    private boolean hardBeyond(int percent) {
        return (pairs() - soft()) * 100 > pairs() * percent;
    }

    /** Fewer equal neighbours than these per cent, in both directions. */
    private boolean equalsBelow(int percent) {
        return (across & MASK) * 100 <= acrossPairs * percent
                && (down & MASK) * 100 <= downPairs * percent;
    }

    /** A soft block has few colours, but a pattern of few colours may have no equals either. */
    int colours() {
        return isGrown() ? pairs() / 8 : pairs() / 20;
    }

    private int pairs() {
        return acrossPairs + downPairs;
    }

    /** Those that are equal are among them. */
    private int soft() {
        return (across >> FIELD & MASK) + (down >> FIELD & MASK);
    }

    private int leaps() {
        return (across >> 2 * FIELD) + (down >> 2 * FIELD);
    }
}
