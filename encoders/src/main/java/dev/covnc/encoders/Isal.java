package dev.covnc.encoders;

/** The two functions of Intel's ISA-L that compress ({@code igzip_lib.h}). */
interface Isal {

    /**
     * Makes a stream of a piece of memory, as {@link IsalStream} lays it out.
     *
     * @param stream its address
     */
    void init(long stream);

    /**
     * Compresses as much as there is input and room.
     *
     * @param stream its address
     * @return 0, or what is wrong with the stream, which then is as it was
     */
    int deflate(long stream);
}
