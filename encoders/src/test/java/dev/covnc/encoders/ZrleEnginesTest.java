package dev.covnc.encoders;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** ZRLE arrives alike whoever compresses it. */
@ParameterizedClass
@MethodSource("dev.covnc.encoders.ZlibEngines#all")
class ZrleEnginesTest extends EncoderContract {
    private final ZlibEngine engine;

    ZrleEnginesTest(ZlibEngine engine) {
        this.engine = engine;
    }

    @Override
    Encoder encoder() {
        return new ZrleEncoder(engine, 4);
    }

    @Override
    Decoder decoder() {
        return new ZrleDecoder();
    }
}
