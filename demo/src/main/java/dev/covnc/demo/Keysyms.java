package dev.covnc.demo;

/** What a keysym (X11's keysymdef.h; RFC 6143 section 7.5.4) means to somebody who types. */
final class Keysyms {

    static final int BACK_SPACE = 0xFF08;
    static final int RETURN = 0xFF0D;
    static final int ESCAPE = 0xFF1B;
    static final int KP_ENTER = 0xFF8D;
    static final int KP_0 = 0xFFB0;

    /** The value that stands for "no character". */
    static final int NO_CHARACTER = -1;

    private static final int UNICODE = 0x01000000;
    private static final int EURO = 0x20AC;

    private Keysyms() {}

    /** The Unicode character that a key types, or {@link #NO_CHARACTER}. */
    static int character(int keysym) {
        if (keysym >= 0x20 && keysym <= 0x7E || keysym >= 0xA0 && keysym <= 0xFF) {
            return keysym;
        }
        if (keysym == EURO) {
            return EURO;
        }
        if (keysym >= KP_0 && keysym <= KP_0 + 9) {
            return '0' + keysym - KP_0;
        }
        int unicode = keysym - UNICODE;
        return keysym >= UNICODE && printable(unicode) ? unicode : NO_CHARACTER;
    }

    private static boolean printable(int character) {
        return Character.isDefined(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
    }
}
