package dev.covnc.rfb;

import static java.util.Map.entry;

import java.util.Map;

/**
 * The numbers of encodings, and of the extensions that viewers announce as encodings (RFC 6143
 * section 7.8: pseudo-encodings). Those without a section of the RFC have one of their name in
 * rfbproto, the community's specification.
 */
public final class Encodings {

    /** Every pixel as it is; section 7.7.1. */
    public static final int RAW = 0;

    /** Where in the viewer's own framebuffer the pixels stand already; section 7.7.2. */
    public static final int COPY_RECT = 1;

    /** Rectangles of one colour over a background; section 7.7.3. */
    public static final int RRE = 2;

    /** {@link #RRE} with sides of a byte. */
    public static final int CO_RRE = 4;

    /** Tiles of 16x16, each raw or like {@link #RRE}; section 7.7.4. */
    public static final int HEXTILE = 5;

    /** {@link #RAW}, deflated. */
    public static final int ZLIB = 6;

    /** Palettes, gradients and JPEG, deflated in up to four streams. */
    public static final int TIGHT = 7;

    /** {@link #ZRLE} with tiles of 16x16 and not deflated; section 7.7.5. */
    public static final int TRLE = 15;

    /** Tiles of 64x64 of palettes and runs, deflated in one stream; section 7.7.6. */
    public static final int ZRLE = 16;

    /** {@link #ZRLE} with photographs as wavelets, which loses some of them. */
    public static final int ZYWRLE = 17;

    /** Pictures in JPEG. */
    public static final int JPEG = 21;

    /** A video stream a rectangle; rfbproto, "Open H.264 Encoding". */
    public static final int OPEN_H264 = 50;

    /** {@link #TIGHT} with PNG instead of its deflated forms. */
    public static final int TIGHT_PNG = -260;

    /** Hint: lossy pictures may look worst. The ten hints are consecutive. */
    public static final int QUALITY_LEVEL_0 = -32;

    /** Hint: lossy pictures should look best. */
    public static final int QUALITY_LEVEL_9 = -23;

    /** Hint: compress fast. The ten hints are consecutive. */
    public static final int COMPRESSION_LEVEL_0 = -256;

    /** Hint: compress well. */
    public static final int COMPRESSION_LEVEL_9 = -247;

    /** Hint: JPEG of quality 0. The 101 hints are consecutive. */
    public static final int FINE_QUALITY_LEVEL_0 = -512;

    /** Hint: JPEG of quality 100. */
    public static final int FINE_QUALITY_LEVEL_100 = -412;

    /** Hint: JPEG with a colour for every pixel (4:4:4). */
    public static final int SUBSAMPLING_1X = -768;

    /** Hint: JPEG with a colour for 4 pixels (4:2:0). */
    public static final int SUBSAMPLING_4X = -767;

    /** Hint: JPEG with a colour for 2 pixels (4:2:2). */
    public static final int SUBSAMPLING_2X = -766;

    /** Hint: JPEG without colours. */
    public static final int SUBSAMPLING_GRAY = -765;

    /** Hint: JPEG with a colour for 8 pixels. */
    public static final int SUBSAMPLING_8X = -764;

    /** Hint: JPEG with a colour for 16 pixels. */
    public static final int SUBSAMPLING_16X = -763;

    /** The framebuffer may change its size; section 7.8.2. */
    public static final int DESKTOP_SIZE = -223;

    /** An update may say when it ends. */
    public static final int LAST_RECT = -224;

    /** The viewer draws the pointer's shape itself; section 7.8.1. */
    public static final int CURSOR = -239;

    /** The same, in two colours. */
    public static final int X_CURSOR = -240;

    /** The same, translucent. */
    public static final int CURSOR_WITH_ALPHA = -314;

    /** Pointer events may be relative. */
    public static final int QEMU_POINTER_MOTION_CHANGE = -257;

    /** Key events may bring the key's position too. */
    public static final int QEMU_EXTENDED_KEY_EVENT = -258;

    /** The viewer can play sound. */
    public static final int QEMU_AUDIO = -259;

    /** The viewer shows the lights of its keyboard; rfbproto, "LED State". */
    public static final int QEMU_LED_STATE = -261;

    /** The desktop may change its name. */
    public static final int DESKTOP_NAME = -307;

    /** Like {@link #DESKTOP_SIZE}, with screens, and the viewer may ask for a size. */
    public static final int EXTENDED_DESKTOP_SIZE = -308;

    /** The viewer may ask for a shutdown or reset. */
    public static final int XVP = -309;

    /** Either side may ask the other where it is in the stream. */
    public static final int FENCE = -312;

    /** Updates may come without requests. */
    public static final int CONTINUOUS_UPDATES = -313;

    /** Pointer events may have more than eight buttons. */
    public static final int EXTENDED_MOUSE_BUTTONS = -316;

    /** {@link #TIGHT} may leave out its deflating. */
    public static final int TIGHT_WITHOUT_ZLIB = -317;

    /** The pointer's shape, as {@link #CURSOR_WITH_ALPHA} in VMware's way. */
    public static final int VMWARE_CURSOR = 0x574d5664;

    /** The pointer's place, when somebody else has moved it. */
    public static final int POINTER_POSITION = -232;

    /** {@link #POINTER_POSITION} in VMware's way. */
    public static final int VMWARE_CURSOR_POSITION = 0x574d5666;

    /** The lights of the keyboard, in VMware's way. */
    public static final int VMWARE_LED_STATE = 0x574d5668;

    /** The clipboard may hold Unicode and more than text. */
    public static final int EXTENDED_CLIPBOARD = 0xc0a1e5ce;

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    entry(RAW, "Raw"),
                    entry(COPY_RECT, "CopyRect"),
                    entry(RRE, "RRE"),
                    entry(CO_RRE, "CoRRE"),
                    entry(HEXTILE, "Hextile"),
                    entry(ZLIB, "zlib"),
                    entry(TIGHT, "Tight"),
                    entry(TRLE, "TRLE"),
                    entry(ZRLE, "ZRLE"),
                    entry(ZYWRLE, "ZYWRLE"),
                    entry(JPEG, "JPEG"),
                    entry(OPEN_H264, "Open H.264"),
                    entry(TIGHT_PNG, "Tight PNG"),
                    entry(SUBSAMPLING_1X, "Subsampling 1X"),
                    entry(SUBSAMPLING_4X, "Subsampling 4X"),
                    entry(SUBSAMPLING_2X, "Subsampling 2X"),
                    entry(SUBSAMPLING_GRAY, "Subsampling Gray"),
                    entry(SUBSAMPLING_8X, "Subsampling 8X"),
                    entry(SUBSAMPLING_16X, "Subsampling 16X"),
                    entry(DESKTOP_SIZE, "DesktopSize"),
                    entry(LAST_RECT, "LastRect"),
                    entry(POINTER_POSITION, "PointerPos"),
                    entry(CURSOR, "Cursor"),
                    entry(X_CURSOR, "X Cursor"),
                    entry(CURSOR_WITH_ALPHA, "Cursor With Alpha"),
                    entry(QEMU_POINTER_MOTION_CHANGE, "QEMU Pointer Motion Change"),
                    entry(QEMU_EXTENDED_KEY_EVENT, "QEMU Extended Key Event"),
                    entry(QEMU_AUDIO, "QEMU Audio"),
                    entry(QEMU_LED_STATE, "QEMU LED State"),
                    entry(DESKTOP_NAME, "DesktopName"),
                    entry(EXTENDED_DESKTOP_SIZE, "ExtendedDesktopSize"),
                    entry(XVP, "xvp"),
                    entry(FENCE, "Fence"),
                    entry(CONTINUOUS_UPDATES, "ContinuousUpdates"),
                    entry(EXTENDED_MOUSE_BUTTONS, "ExtendedMouseButtons"),
                    entry(TIGHT_WITHOUT_ZLIB, "Tight Without Zlib"),
                    entry(VMWARE_CURSOR, "VMware Cursor"),
                    entry(VMWARE_CURSOR_POSITION, "VMware Cursor Position"),
                    entry(VMWARE_LED_STATE, "VMware LED State"),
                    entry(EXTENDED_CLIPBOARD, "Extended Clipboard"));

    private Encodings() {}

    /** Whether this is one of the ten hints how hard to compress. */
    public static boolean isCompressionLevel(int encoding) {
        return encoding >= COMPRESSION_LEVEL_0 && encoding <= COMPRESSION_LEVEL_9;
    }

    /** Whether this is one of the ten hints how good lossy pictures should look. */
    public static boolean isQualityLevel(int encoding) {
        return encoding >= QUALITY_LEVEL_0 && encoding <= QUALITY_LEVEL_9;
    }

    /** Whether this is one of the 101 hints how good JPEG should look. */
    public static boolean isFineQualityLevel(int encoding) {
        return encoding >= FINE_QUALITY_LEVEL_0 && encoding <= FINE_QUALITY_LEVEL_100;
    }

    /** Whether this is one of the six hints how much of its colour JPEG should keep. */
    public static boolean isSubsampling(int encoding) {
        return encoding >= SUBSAMPLING_1X && encoding <= SUBSAMPLING_16X;
    }

    /** What the encoding is called in a log: its number, if it has no name here. */
    public static String name(int encoding) {
        if (isCompressionLevel(encoding)) {
            return "Compression Level " + (encoding - COMPRESSION_LEVEL_0);
        }
        if (isQualityLevel(encoding)) {
            return "JPEG Quality Level " + (encoding - QUALITY_LEVEL_0);
        }
        if (isFineQualityLevel(encoding)) {
            return "JPEG Fine-Grained Quality Level " + (encoding - FINE_QUALITY_LEVEL_0);
        }
        return NAMES.getOrDefault(encoding, Integer.toString(encoding));
    }
}
