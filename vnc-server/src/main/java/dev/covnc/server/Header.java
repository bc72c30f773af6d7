package dev.covnc.server;

/** What comes before the rectangles of a part of an update (RFC 6143 section 7.6.1). */
enum Header {
    /** A message of its own, which says how many rectangles come. */
    COUNTED,

    /** The beginning of a message that goes on until it is said that it ends. */
    OPEN,

    /** Nothing: the message has begun. */
    NONE
}
