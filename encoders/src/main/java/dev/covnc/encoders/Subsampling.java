package dev.covnc.encoders;

/**
 * How much of an image's colour JPEG keeps beside its brightness: in 4:2:2 two pixels of a row
 * share theirs, in 4:2:0 four of a square.
 */
public enum Subsampling {
    /** Every pixel has its own. */
    YUV_444,
    /** Two of a row share theirs. */
    YUV_422,
    /** Four of a square share theirs. */
    YUV_420,
    /** There is none. */
    GREY
}
