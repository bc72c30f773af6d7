package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;

import java.util.Optional;

/**
 * How good a JPEG image has to be.
 *
 * <p>What a viewer's hints mean is what TigerVNC and TurboVNC give for them: a level gives both
 * (rfbproto, "JPEG Quality Level Pseudo-encoding"), the finer hints override either (rfbproto,
 * "JPEG Fine-Grained Quality Level" and "JPEG Subsampling Level Pseudo-encoding").
 *
 * @param quality as the IJG's software counts it, 1 (ugly) to 100
 * @param subsampling what is kept of the colour
 */
public record JpegQuality(int quality, Subsampling subsampling) {
    private static final JpegQuality[] LEVELS = {
        new JpegQuality(15, Subsampling.YUV_420),
        new JpegQuality(29, Subsampling.YUV_420),
        new JpegQuality(41, Subsampling.YUV_420),
        new JpegQuality(42, Subsampling.YUV_422),
        new JpegQuality(62, Subsampling.YUV_422),
        new JpegQuality(77, Subsampling.YUV_422),
        new JpegQuality(79, Subsampling.YUV_444),
        new JpegQuality(86, Subsampling.YUV_444),
        new JpegQuality(92, Subsampling.YUV_444),
        new JpegQuality(100, Subsampling.YUV_444),
    };

    /**
     * Refuses a quality beyond 1 to 100.
     *
     * @throws IllegalArgumentException beyond that
     */
    public JpegQuality {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("a JPEG quality is 1 to 100, not " + quality);
        }
    }

    /**
     * What a quality level means (encodings -32 to -23).
     *
     * @param level 0 to 9
     * @throws IllegalArgumentException beyond that
     */
    public static JpegQuality ofLevel(int level) {
        if (level < 0 || level >= LEVELS.length) {
            throw new IllegalArgumentException("a quality level is 0 to 9, not " + level);
        }
        return LEVELS[level];
    }

    /** What a viewer asks for; empty if it says nothing of a quality and so wants no losses. */
    public static Optional<JpegQuality> of(Hints hints) {
        if (!hints.allowsLoss()) {
            return Optional.empty();
        }
        var quality =
                hints.qualityLevel().isPresent()
                        ? ofLevel(hints.qualityLevel().getAsInt())
                        : LEVELS[LEVELS.length - 1];
        if (hints.fineQuality().isPresent()) {
            quality = quality.withQuality(hints.fineQuality().getAsInt());
        }
        return Optional.of(
                hints.subsampling().isPresent()
                        ? quality.withSubsampling(subsampling(hints.subsampling().getAsInt()))
                        : quality);
    }

    /** Colour is never kept for fewer than one of four pixels. */
    private static Subsampling subsampling(int encoding) {
        return switch (encoding) {
            case Encodings.SUBSAMPLING_1X -> Subsampling.YUV_444;
            case Encodings.SUBSAMPLING_2X -> Subsampling.YUV_422;
            case Encodings.SUBSAMPLING_GRAY -> Subsampling.GREY;
            default -> Subsampling.YUV_420;
        };
    }

    /**
     * The same but as good as a viewer says in finer steps (encodings -512 to -412).
     *
     * @param quality 0 to 100; 0 is as bad as 1
     * @throws IllegalArgumentException beyond that
     */
    public JpegQuality withQuality(int quality) {
        return new JpegQuality(quality == 0 ? 1 : quality, subsampling);
    }

    /** The same with another subsampling. */
    public JpegQuality withSubsampling(Subsampling subsampling) {
        return new JpegQuality(quality, subsampling);
    }
}
