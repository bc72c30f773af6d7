package dev.covnc.server;

import dev.covnc.encoders.CoRreEncoder;
import dev.covnc.encoders.Encoder;
import dev.covnc.encoders.HextileEncoder;
import dev.covnc.encoders.JpegEncoder;
import dev.covnc.encoders.RawEncoder;
import dev.covnc.encoders.RreEncoder;
import dev.covnc.encoders.TightEncoder;
import dev.covnc.encoders.TrleEncoder;
import dev.covnc.encoders.ZlibEncoder;
import dev.covnc.encoders.ZrleEncoder;
import dev.covnc.encoders.ZywrleEncoder;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.SetEncodings;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The encodings that are sent, each with how its encoder is made: one line makes one more. */
enum SentEncoding {
    RAW(Encodings.RAW, _ -> new RawEncoder()),
    RRE(Encodings.RRE, _ -> new RreEncoder()),
    CO_RRE(Encodings.CO_RRE, _ -> new CoRreEncoder()),
    HEXTILE(Encodings.HEXTILE, _ -> new HextileEncoder()),
    ZLIB(Encodings.ZLIB, _ -> new ZlibEncoder()),
    TIGHT(Encodings.TIGHT, made -> new TightEncoder(made.policy())),
    TIGHT_PNG(Encodings.TIGHT_PNG, made -> TightEncoder.png(made.policy())),
    TRLE(Encodings.TRLE, _ -> new TrleEncoder()),
    ZRLE(Encodings.ZRLE, _ -> new ZrleEncoder()),
    ZYWRLE(
            Encodings.ZYWRLE,
            made -> new ZywrleEncoder((ZrleEncoder) made.encoder(ZRLE)),
            ZywrleEncoder::suits),
    JPEG(Encodings.JPEG, made -> new JpegEncoder(made.policy()), JpegEncoder::suits);

    private static final Map<Integer, SentEncoding> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toMap(e -> e.number, Function.identity()));

    private final int number;
    private final Function<ViewerEncoders, Encoder> maker;
    private final BiPredicate<PixelFormat, Hints> suits;

    SentEncoding(int number, Function<ViewerEncoders, Encoder> maker) {
        this(number, maker, (_, _) -> true);
    }

    /**
     * @param maker may share with others of the viewer's
     * @param suits whether a viewer that understands it gets it, with that format and those hints
     */
    SentEncoding(
            int number,
            Function<ViewerEncoders, Encoder> maker,
            BiPredicate<PixelFormat, Hints> suits) {
        this.number = number;
        this.maker = maker;
        this.suits = suits;
    }

    /** The first of the viewer's list that suits it; a viewer understands Raw without a word. */
    static SentEncoding preferred(SetEncodings said, PixelFormat format, Hints hints) {
        return said.encodings().stream()
                .map(BY_NUMBER::get)
                .filter(Objects::nonNull)
                .filter(encoding -> encoding.suits.test(format, hints))
                .findFirst()
                .orElse(RAW);
    }

    @Override
    public String toString() {
        return Encodings.name(number);
    }

    /** An encoder for one viewer, which has made others already. */
    Encoder encoder(ViewerEncoders made) {
        return maker.apply(made);
    }
}
