package dev.covnc.rfb.security;

/** One of the things that a viewer may be allowed to do. */
public enum Right {
    /** See the display, and hear its bell. */
    VIEW,
    /** Type and point. */
    INPUT,
    /** Set the display's clipboard. */
    CLIPBOARD_IN,
    /** Be told the display's clipboard. */
    CLIPBOARD_OUT,
    /** Ask for another size of the display. */
    RESIZE,
    /** Ask for the machine to be shut down, started again or reset. */
    POWER,
    /** Be alone: send the other viewers away. */
    EXCLUSIVE
}
