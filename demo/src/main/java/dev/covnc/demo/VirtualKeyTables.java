package dev.covnc.demo;

import static java.awt.event.KeyEvent.*;

import java.util.HashMap;
import java.util.Map;

/**
 * From the keysyms that viewers send (X11's keysymdef.h) to the virtual key codes that {@link
 * java.awt.Robot} presses. A viewer presses Shift itself, so {@code !} and {@code 1} are one key:
 * that of a US keyboard.
 */
final class VirtualKeyTables {

    private static final Map<Integer, Integer> KEYS = new HashMap<>();

    static {
        for (int letter = 'A'; letter <= 'Z'; letter++) {
            put(letter, letter);
            put(Character.toLowerCase(letter), letter);
        }
        for (int digit = 0; digit <= 9; digit++) {
            put('0' + digit, VK_0 + digit);
            put(")!@#$%^&*(".charAt(digit), VK_0 + digit);
            put(Keysyms.KP_0 + digit, VK_NUMPAD0 + digit);
        }
        punctuation();
        for (int f = 0; f < 12; f++) {
            put(0xFFBE + f, VK_F1 + f);
            put(0xFFCA + f, VK_F13 + f);
        }
        editing();
        modifiers();
        keypad();
    }

    private VirtualKeyTables() {}

    /** The virtual key code, or {@code VK_UNDEFINED} (0) for a keysym that no key makes. */
    static int virtualKey(int keysym) {
        return KEYS.getOrDefault(keysym, VK_UNDEFINED);
    }

    private static void punctuation() {
        put(' ', VK_SPACE);
        both("-_", VK_MINUS);
        both("=+", VK_EQUALS);
        both("[{", VK_OPEN_BRACKET);
        both("]}", VK_CLOSE_BRACKET);
        both("\\|", VK_BACK_SLASH);
        both(";:", VK_SEMICOLON);
        both("'\"", VK_QUOTE);
        both(",<", VK_COMMA);
        both(".>", VK_PERIOD);
        both("/?", VK_SLASH);
        both("`~", VK_BACK_QUOTE);
    }

    private static void editing() {
        put(Keysyms.BACK_SPACE, VK_BACK_SPACE);
        put(0xFF09, VK_TAB);
        put(0xFE20, VK_TAB); // ISO_Left_Tab: what X makes of Shift and Tab.
        put(Keysyms.RETURN, VK_ENTER);
        put(Keysyms.ESCAPE, VK_ESCAPE);
        put(0xFFFF, VK_DELETE);
        put(0xFF13, VK_PAUSE);
        put(0xFF14, VK_SCROLL_LOCK);
        put(0xFF50, VK_HOME);
        put(0xFF51, VK_LEFT);
        put(0xFF52, VK_UP);
        put(0xFF53, VK_RIGHT);
        put(0xFF54, VK_DOWN);
        put(0xFF55, VK_PAGE_UP);
        put(0xFF56, VK_PAGE_DOWN);
        put(0xFF57, VK_END);
        put(0xFF61, VK_PRINTSCREEN);
        put(0xFF63, VK_INSERT);
        put(0xFF67, VK_CONTEXT_MENU);
    }

    private static void modifiers() {
        put(0xFFE1, VK_SHIFT);
        put(0xFFE2, VK_SHIFT);
        put(0xFFE3, VK_CONTROL);
        put(0xFFE4, VK_CONTROL);
        put(0xFFE5, VK_CAPS_LOCK);
        put(0xFFE7, VK_META);
        put(0xFFE8, VK_META);
        put(0xFFE9, VK_ALT);
        put(0xFFEA, VK_ALT);
        put(0xFFEB, VK_WINDOWS);
        put(0xFFEC, VK_WINDOWS);
        put(0xFE03, VK_ALT_GRAPH); // ISO_Level3_Shift
    }

    private static void keypad() {
        put(0xFF7F, VK_NUM_LOCK);
        put(Keysyms.KP_ENTER, VK_ENTER);
        put(0xFF95, VK_HOME);
        put(0xFF96, VK_LEFT);
        put(0xFF97, VK_UP);
        put(0xFF98, VK_RIGHT);
        put(0xFF99, VK_DOWN);
        put(0xFF9A, VK_PAGE_UP);
        put(0xFF9B, VK_PAGE_DOWN);
        put(0xFF9C, VK_END);
        put(0xFF9E, VK_INSERT);
        put(0xFF9F, VK_DELETE);
        put(0xFFAA, VK_MULTIPLY);
        put(0xFFAB, VK_ADD);
        put(0xFFAC, VK_SEPARATOR);
        put(0xFFAD, VK_SUBTRACT);
        put(0xFFAE, VK_DECIMAL);
        put(0xFFAF, VK_DIVIDE);
    }

    private static void both(String symbols, int virtualKey) {
        symbols.chars().forEach(symbol -> put(symbol, virtualKey));
    }

    private static void put(int keysym, int virtualKey) {
        KEYS.put(keysym, virtualKey);
    }
}
