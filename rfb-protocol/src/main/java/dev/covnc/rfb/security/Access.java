package dev.covnc.rfb.security;

/** What a viewer may do, by the secret it knows. */
public enum Access {
    /** See the display and use it. */
    FULL,
    /** See the display. Nothing that such a viewer sends may change anything for anyone else. */
    VIEW_ONLY
}
