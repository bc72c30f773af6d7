package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The round trip that decides whether an ISA-L is used: nobody knows what another version or
 * another machine's makes of the layout in {@link IsalStream}. Through the JDK's inflater it goes
 * over many flushes of one stream, through every level in the middle of it, with large, tiny,
 * repeated and incompressible pieces.
 */
final class IsalCheck {
    private static final int[] LEVELS = {1, 9, 6, 1, 4, 0, 2, 9};
    private static final int[] SIZES = {1, 4000, 3, 100_000, 40_000, 40_000, 2, 300};

    private IsalCheck() {}

    /**
     * @throws EngineFailure when something else comes out than went in, or the stream writes beyond
     *     its memory, or what was sent before does not serve to make it shorter
     */
    static void run(Isal isal) {
        for (int level = 1; level <= 3; level++) {
            checkSize(isal, level);
        }
        IntFunction<Deflation> levels = level -> new IsalDeflation(isal, level);
        var inflater = new Inflater();
        try (var stream = new ZlibStream(new ZlibEngine("ISA-L", levels), 1)) {
            for (int level : LEVELS) {
                stream.level(level);
                for (int size : SIZES) {
                    checkPiece(stream, inflater, piece(size, level), level);
                }
            }
        } catch (DataFormatException e) {
            throw new EngineFailure("what it compresses is no zlib stream: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static void checkSize(Isal isal, int level) {
        try (var stream = new IsalStream(isal, level)) {
            stream.give(piece(40_000, level), 0, 40_000);
            stream.makeRoom();
            int error = isal.deflate(stream.address());
            if (error != 0 || stream.left() != 0 || !stream.isWithinItsSize()) {
                throw new EngineFailure("its struct isal_zstream is not the one that is known");
            }
        }
    }

    /** The first half repeats; every third piece is noise. */
    private static byte[] piece(int size, int seed) {
        var bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        if (seed % 3 != 0) {
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (i < size / 2 ? i * seed >> 4 : bytes[i] & 7);
            }
        }
        return bytes;
    }

    private static void checkPiece(ZlibStream stream, Inflater inflater, byte[] piece, int level)
            throws DataFormatException {
        int first = sent(stream, inflater, piece);
        int again = sent(stream, inflater, piece);
        if (level > 0 && piece.length == 4000 && again * 2 > first) {
            throw new EngineFailure("it does not remember what it has compressed before");
        }
    }

    /** Returns how many bytes the piece became. */
    private static int sent(ZlibStream stream, Inflater inflater, byte[] piece)
            throws DataFormatException {
        var out = new WireWriter(piece.length + 1000);
        stream.deflate(piece, 0, piece.length, out);
        stream.flush(out);
        inflater.setInput(out.array(), 0, out.size());
        var inflated = new byte[piece.length + 1];
        int size = inflater.inflate(inflated);
        if (size != piece.length
                || !Arrays.equals(piece, Arrays.copyOf(inflated, size))
                || inflater.getRemaining() != 0) {
            throw new EngineFailure("what it compresses is inflated to something else");
        }
        return out.size();
    }
}
