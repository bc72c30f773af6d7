package dev.covnc.server;

import dev.covnc.encoders.Encoder;
import dev.covnc.encoders.JpegEncoder;
import dev.covnc.encoders.Policy;

import java.util.EnumMap;
import java.util.Map;

/**
 * The encoders of one viewer, with what their streams remember; each is made when it is first
 * wanted. Used by one thread at a time: the loop, or a worker that the speaker waits for.
 */
final class ViewerEncoders implements AutoCloseable {
    private final Map<SentEncoding, Encoder> encoders = new EnumMap<>(SentEncoding.class);
    private final Policy policy;

    /**
     * @param policy chooses the forms of rectangles where an encoding has several
     */
    ViewerEncoders(Policy policy) {
        this.policy = policy;
    }

    Policy policy() {
        return policy;
    }

    /** The one that these wishes come down to, and it knows the hints. */
    Encoder encoder(Wishes wishes) {
        var encoder = encoder(wishes.encoding());
        encoder.hints(wishes.hints());
        if (encoder instanceof JpegEncoder jpeg) {
            jpeg.exact(encoder(wishes.withoutLoss()));
        }
        return encoder;
    }

    /** Frees what they can make again. */
    void rest() {
        encoders.values().forEach(Encoder::rest);
    }

    /** One that may share with others of this viewer. */
    Encoder encoder(SentEncoding encoding) {
        return encoders.computeIfAbsent(encoding, e -> e.encoder(this));
    }

    @Override
    public void close() {
        encoders.values().forEach(Encoder::close);
    }
}
