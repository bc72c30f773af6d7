package dev.covnc.encoders;

import dev.covnc.encoders.TileDecoder.Kind;
import dev.covnc.rfb.PixelFormat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * ZRLE as RFC 6143 section 7.7.6 tells a viewer to read it; whatever it does not allow is an error.
 */
final class ZrleDecoder implements Decoder {

    private final TileDecoder tileDecoder;

    /** How many tiles came as what. */
    final Map<Kind, Integer> seen;

    private final Inflater inflater = new Inflater();

    ZrleDecoder() {
        this(TileDecoder.zrle());
    }

    ZrleDecoder(TileDecoder tileDecoder) {
        this.tileDecoder = tileDecoder;
        seen = tileDecoder.seen;
    }

    @Override
    public int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
        var tiles = inflate(in, width * height * 5 + 1000);
        int[] picture = tileDecoder.decode(tiles, width, height, format);
        require(!tiles.hasRemaining(), tiles.remaining() + " bytes after the last tile");
        return picture;
    }

    /** All that the U32 length announces, which must be all that the stream has to say. */
    private ByteBuffer inflate(ByteBuffer in, int atMost) {
        int length = in.getInt();
        var data = new byte[length];
        in.get(data);
        inflater.setInput(data);
        var inflated = new byte[atMost];
        try {
            int size = inflater.inflate(inflated);
            require(inflater.getRemaining() == 0, "the stream is longer than its tiles");
            return ByteBuffer.wrap(inflated, 0, size);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
