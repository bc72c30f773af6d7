package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * The frontier of speed and bytes: each engine at each level, over all of a capture. One operation
 * is every update of it to one viewer, without loss, from new tiles to bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx3g", "--enable-native-access=ALL-UNNAMED"})
public class EngineBenchmark {
    /** The capture's file. */
    @Param("")
    public String capture;

    /** Whose rectangles: zrle or tight. */
    @Param("zrle")
    public String encoding;

    /** Who compresses, and how hard: isal, java or jdk, and the viewer's level 0 to 9. */
    @Param({
        "jdk 6", "jdk 1", "jdk 2", "jdk 3", "jdk 4", "jdk 5", "jdk 7", "jdk 8", "jdk 9", "java 3",
        "isal 3", "isal 7", "jdk 0"
    })
    public String engine;

    private final PixelPacker packer = PixelPacker.of(PixelFormat.XRGB);
    private final WireWriter out = new WireWriter(1 << 20);
    private Capture screen;
    private List<Update> fresh;
    private ZlibEngine zlib;
    private int level;

    /** Reads the capture, and says into how many bytes it goes. */
    @Setup
    public void read() {
        var words = engine.split(" ");
        var choice = ZlibChoice.of(words[0], "isal");
        if (!choice.reason().isEmpty()) {
            throw new IllegalStateException(choice.reason());
        }
        zlib = choice.engine();
        level = Integer.parseInt(words[1]);
        screen = Capture.read(capture);
        System.out.printf("%,d bytes: ", encode(screen.updates()));
    }

    private Encoder encoder() {
        if (encoding.equals("zrle")) {
            return new ZrleEncoder(zlib, level);
        }
        var encoder =
                new TightEncoder(
                        Encodings.TIGHT,
                        Policy.STANDARD,
                        new TightBasic(zlib, zlib),
                        Optional.empty());
        encoder.hints(Hints.NONE.withCompressionLevel(OptionalInt.of(level)));
        return encoder;
    }

    /** Paints it again, so that nobody has looked into a tile. */
    @Setup(Level.Invocation)
    public void paint() {
        fresh = screen.updates();
    }

    /** From new tiles to bytes. */
    @Benchmark
    public long encode(Work work) {
        work.begin();
        long bytes = encode(fresh);
        work.end(fresh.stream().mapToLong(Update::pixels).sum());
        return bytes;
    }

    private long encode(List<Update> updates) {
        long bytes = 0;
        var pieces = new ArrayList<Rectangle>();
        try (var encoder = encoder()) {
            for (var update : updates) {
                out.clear();
                pieces.clear();
                for (var area : update.areas()) {
                    encoder.split(update.frame(), area, pieces);
                }
                for (var piece : pieces) {
                    encoder.encode(update.frame(), piece, packer, out);
                }
                bytes += out.size();
            }
        }
        return bytes;
    }
}
