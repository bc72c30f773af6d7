package dev.covnc.rfb;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text for a viewer to show in one line: a reason, a name. */
final class Line {

    /** What other peers have kept such text in, without a NUL at its end. */
    private static final int MAX_BYTES = 255;

    private Line() {}

    /**
     * The text in UTF-8, without the code point that would exceed 255 bytes and what follows it.
     * Control characters and line separators become spaces, so that nothing in it can break a
     * viewer's dialogue or log.
     */
    static byte[] utf8(String text) {
        var line = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int shown = shown(text.codePointAt(i));
            bytes += utf8Length(shown);
            if (bytes > MAX_BYTES) {
                break;
            }
            line.appendCodePoint(shown);
        }
        return line.toString().getBytes(UTF_8);
    }

    private static int shown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.SURROGATE -> '?'; // half of a pair: not text
            default -> codePoint;
        };
    }

    private static int utf8Length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
