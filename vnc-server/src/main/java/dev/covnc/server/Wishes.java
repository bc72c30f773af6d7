package dev.covnc.server;

import dev.covnc.encoders.PixelPacker;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.SetEncodings;

import java.util.List;
import java.util.OptionalInt;

/**
 * How one viewer wants its updates. A value: an update is made to one of them from its first byte
 * to its last, whatever the viewer says meanwhile.
 *
 * @param said what it understands, in its own order
 * @param packer makes pixels of the viewer's format
 * @param encoding the one of them that it gets
 * @param hints how it would have its pictures compressed
 */
record Wishes(
        PixelFormat format,
        SetEncodings said,
        PixelPacker packer,
        SentEncoding encoding,
        Hints hints) {

    /** What a viewer gets that has not said anything (RFC 6143 section 7.3.2). */
    static final Wishes INITIAL = of(PixelFormat.XRGB, new SetEncodings(List.of()));

    private static Wishes of(PixelFormat format, SetEncodings said) {
        return of(format, said, PixelPacker.of(format), said.hints());
    }

    private static Wishes of(
            PixelFormat format, SetEncodings said, PixelPacker packer, Hints hints) {
        var encoding = SentEncoding.preferred(said, format, hints);
        return new Wishes(format, said, packer, encoding, hints);
    }

    Wishes with(PixelFormat format) {
        return of(format, said);
    }

    Wishes with(SetEncodings said) {
        return of(format, said);
    }

    /** The same, with a compression level if the viewer says none. */
    Wishes with(OptionalInt level) {
        return level.isEmpty() || hints.compressionLevel().isPresent()
                ? this
                : new Wishes(format, said, packer, encoding, hints.withCompressionLevel(level));
    }

    /**
     * The same, but with nothing lost: of ZYWRLE a viewer may know too little once it gets ZRLE.
     */
    Wishes withoutLoss() {
        var exact = hints.withoutLoss();
        return encoding == SentEncoding.ZYWRLE
                ? new Wishes(format, said, packer, encoding, exact)
                : of(format, said, packer, exact);
    }

    /** Whether it understands the encoding or extension. */
    boolean understands(int encoding) {
        return said.contains(encoding);
    }

    /** The first of these that it understands. */
    OptionalInt firstOf(List<Integer> encodings) {
        for (int encoding : encodings) {
            if (understands(encoding)) {
                return OptionalInt.of(encoding);
            }
        }
        return OptionalInt.empty();
    }
}
