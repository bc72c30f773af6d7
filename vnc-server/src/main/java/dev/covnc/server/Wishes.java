package dev.covnc.server;

import dev.covnc.encoders.PixelPacker;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.SetEncodings;

import java.util.List;
import java.util.OptionalInt;

/**
 * How one viewer wants its updates. A value: an update is made to one of them from its first byte
 * to its last, whatever the viewer says meanwhile.
 *
 * @param packer makes pixels of the viewer's format
 * @param encoding the first of its list that can be sent
 * @param compressionLevel 0 to 9, if it said so
 * @param desktopSize whether it understands that the size changes
 * @param lastRect whether it understands an update without a count
 */
record Wishes(
        PixelPacker packer,
        int encoding,
        OptionalInt compressionLevel,
        boolean desktopSize,
        boolean lastRect) {

    /** What a viewer gets that has not said anything (RFC 6143 section 7.3.2). */
    static final Wishes INITIAL =
            new Wishes(
                    PixelPacker.of(PixelFormat.XRGB),
                    Encodings.RAW,
                    OptionalInt.empty(),
                    false,
                    false);

    private static final List<Integer> SENT = List.of(Encodings.ZRLE, Encodings.RAW);

    Wishes with(PixelFormat format) {
        return new Wishes(
                PixelPacker.of(format), encoding, compressionLevel, desktopSize, lastRect);
    }

    Wishes with(SetEncodings said) {
        int first =
                said.encodings().stream().filter(SENT::contains).findFirst().orElse(Encodings.RAW);
        return new Wishes(
                packer,
                first,
                said.compressionLevel(),
                said.contains(Encodings.DESKTOP_SIZE),
                said.contains(Encodings.LAST_RECT));
    }
}
