package dev.covnc.rfb;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * How a viewer would have its pictures compressed: pseudo-encodings of {@link SetEncodings}, each
 * only if the viewer says so, and of each kind the first that it says. What they mean to a picture
 * is up to each encoding.
 *
 * @param compressionLevel 0 (fast) to 9 (small); rfbproto, "Compression Level Pseudo-encoding"
 * @param qualityLevel 0 (small) to 9 (good); a viewer that says none wants no loss; rfbproto, "JPEG
 *     Quality Level Pseudo-encoding"
 * @param fineQuality 0 (small) to 100 (good), the more exact word where both are said; rfbproto,
 *     "JPEG Fine-Grained Quality Level Pseudo-encoding"
 * @param subsampling one of {@link Encodings#SUBSAMPLING_1X} to {@link Encodings#SUBSAMPLING_16X};
 *     rfbproto, "JPEG Subsampling Level Pseudo-encoding"
 * @param tightWithoutZlib whether Tight may leave out its deflating; rfbproto, "Tight Encoding
 *     Without Zlib Pseudo-encoding"
 */
public record Hints(
        OptionalInt compressionLevel,
        OptionalInt qualityLevel,
        OptionalInt fineQuality,
        OptionalInt subsampling,
        boolean tightWithoutZlib) {

    /** Those of a viewer that says nothing. */
    public static final Hints NONE = of(List.of());

    /** The hints among the encodings that a viewer says it understands. */
    static Hints of(List<Integer> encodings) {
        return new Hints(
                first(encodings, Encodings::isCompressionLevel, Encodings.COMPRESSION_LEVEL_0),
                first(encodings, Encodings::isQualityLevel, Encodings.QUALITY_LEVEL_0),
                first(encodings, Encodings::isFineQualityLevel, Encodings.FINE_QUALITY_LEVEL_0),
                first(encodings, Encodings::isSubsampling, 0),
                encodings.contains(Encodings.TIGHT_WITHOUT_ZLIB));
    }

    /** Whether the viewer would rather have a picture with losses than wait for it. */
    public boolean allowsLoss() {
        return qualityLevel.isPresent() || fineQuality.isPresent();
    }

    /** The same with another compression level, or none. */
    public Hints withCompressionLevel(OptionalInt level) {
        return new Hints(level, qualityLevel, fineQuality, subsampling, tightWithoutZlib);
    }

    /** The same, for a picture that is to be as it is. */
    public Hints withoutLoss() {
        return new Hints(
                compressionLevel,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                tightWithoutZlib);
    }

    private static OptionalInt first(List<Integer> encodings, IntPredicate isOne, int zero) {
        return encodings.stream()
                .mapToInt(Integer::intValue)
                .filter(isOne)
                .map(encoding -> encoding - zero)
                .findFirst();
    }
}
