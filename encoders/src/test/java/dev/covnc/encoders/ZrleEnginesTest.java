package dev.covnc.encoders;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** ZRLE arrives alike whoever compresses it. */
@ParameterizedClass
@MethodSource("dev.covnc.encoders.ZlibEngines#all")
class ZrleEnginesTest extends EncoderContract {
    @Parameter ZlibEngine engine;

    @Override
    Encoder encoder() {
        return new ZrleEncoder(engine, 4);
    }

    @Override
    Decoder decoder() {
        return new ZrleDecoder();
    }
}
