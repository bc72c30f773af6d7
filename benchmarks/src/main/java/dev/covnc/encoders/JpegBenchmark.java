package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

/**
 * JPEG over the photographs in a capture: one operation is every piece of its pictures that is
 * photographic all over. Beside the speed it prints the bytes and what is left of the picture.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class JpegBenchmark {
    /** The capture's file. */
    @Param("")
    public String capture;

    /** Who compresses. */
    @Param({"turbo", "imageio"})
    public String engine;

    /** What it keeps of the colour. */
    @Param({"YUV_444", "YUV_422", "YUV_420", "GREY"})
    public Subsampling subsampling;

    /** How good the images are, 1 to 100. */
    @Param({"50", "80", "92"})
    public int quality;

    /** How many tiles of a row are one image, at most. */
    @Param("16")
    public int tiles;

    private final WireWriter out = new WireWriter(1 << 20);
    private JpegEngine compressor;
    private JpegQuality setting;
    private int stride;
    private List<Piece> pieces;

    private record Piece(int[] picture, int offset, int width, int height) {}

    /** Finds the photographs and compresses them once. */
    @Setup
    public void read() throws IOException {
        var choice = JpegChoice.of(engine, "turbojpeg");
        if (!choice.reason().isEmpty()) {
            throw new IllegalStateException(choice.reason());
        }
        compressor = choice.engine().orElseThrow();
        setting = new JpegQuality(quality, subsampling);
        var screen = Capture.read(capture);
        stride = screen.width();
        pieces = new ArrayList<>();
        var frame = Frame.blank(screen.width(), screen.height());
        for (var picture : screen.pictures()) {
            var next = frame.paint(frame.area(), picture, 0, stride);
            for (int row = 0; row < frame.rows(); row++) {
                find(picture, frame, next, row);
            }
            frame = next;
        }
        System.out.println(pieces.size() + " pieces, " + quality());
    }

    /** Those tiles of the row that are new and photographic. */
    private void find(int[] picture, Frame before, Frame frame, int row) {
        var analyser = new Analyser();
        int first = 0;
        for (int column = 0; column <= frame.columns(); column++) {
            boolean fits =
                    column < frame.columns()
                            && frame.tile(column, row) != before.tile(column, row)
                            && frame.tile(column, row).photographic(analyser) == 0xffff;
            if (!fits || column - first == tiles) {
                if (column > first) {
                    int offset = (row * stride + first) * Tile.SIZE;
                    int width = (column - first) * Tile.SIZE;
                    pieces.add(new Piece(picture, offset, width, Tile.SIZE));
                }
                first = fits ? column : column + 1;
            }
        }
    }

    private String quality() throws IOException {
        long pixels = 0;
        long bytes = 0;
        double squares = 0;
        for (var piece : pieces) {
            out.clear();
            compress(piece);
            bytes += out.size();
            pixels += piece.width() * piece.height();
            squares += squares(piece);
        }
        double psnr = 10 * Math.log10(255.0 * 255 * pixels * 3 / squares);
        return "%.3f bits a pixel, %.2f dB".formatted(bytes * 8.0 / pixels, psnr);
    }

    private double squares(Piece piece) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        double squares = 0;
        for (int y = 0; y < piece.height(); y++) {
            for (int x = 0; x < piece.width(); x++) {
                int was = piece.picture()[piece.offset() + y * stride + x];
                int is = image.getRGB(x, y);
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = (was >> shift & 0xff) - (is >> shift & 0xff);
                    squares += difference * difference;
                }
            }
        }
        return squares;
    }

    /** All pieces. */
    @Benchmark
    public long compress(Pixels count) {
        long bytes = 0;
        for (var piece : pieces) {
            out.clear();
            compress(piece);
            bytes += out.size();
            count.pixels += piece.width() * piece.height();
        }
        return bytes;
    }

    private void compress(Piece piece) {
        boolean done =
                compressor.compress(
                        piece.picture(),
                        piece.offset(),
                        stride,
                        piece.width(),
                        piece.height(),
                        setting,
                        out);
        if (!done) {
            throw new IllegalStateException("the engine failed");
        }
    }
}
