package dev.covnc.encoders;

/** What a rectangle of several colours can go as, where an encoding has these forms. */
public enum Form {
    /** Every pixel's colour, without loss. */
    TRUE_COLOUR,

    /** Every pixel's difference from what its neighbours let expect, without loss. */
    GRADIENT,

    /** A JPEG image, if the viewer allows losses. */
    LOSSY
}
