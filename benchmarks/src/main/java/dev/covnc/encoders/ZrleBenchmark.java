package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;
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

import java.util.List;
import java.util.concurrent.TimeUnit;

/** ZRLE over all of a capture: one operation is every update of it, to one viewer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
public class ZrleBenchmark {
    /** The capture's file. */
    @Param("")
    public String capture;

    /** Who compresses: jdk or isal. */
    @Param("isal")
    public String engine;

    /** How hard to compress, 0 to 9. */
    @Param("3")
    public int level;

    private final PixelPacker packer = PixelPacker.of(PixelFormat.XRGB);
    private final WireWriter out = new WireWriter(1 << 20);
    private Capture screen;
    private List<Update> fresh;
    private List<Update> known;
    private ZlibEngine zlib;

    /** Reads the capture, and says into how many bytes it goes. */
    @Setup
    public void read() {
        var choice = ZlibChoice.of(engine, "isal");
        if (!choice.reason().isEmpty()) {
            throw new IllegalStateException(choice.reason());
        }
        zlib = choice.engine();
        screen = Capture.read(capture);
        known = screen.updates();
        System.out.printf("%,d bytes: ", encode(known, new Pixels()));
    }

    /** Paints it again, so that nobody has looked into a tile. */
    @Setup(Level.Invocation)
    public void paint() {
        fresh = screen.updates();
    }

    /** From new tiles to deflated bytes. */
    @Benchmark
    public long whole(Pixels count) {
        return encode(fresh, count);
    }

    /** The same for a second viewer: the tiles have been analysed. */
    @Benchmark
    public long secondViewer(Pixels count) {
        return encode(known, count);
    }

    /** Only what is found once for all viewers: the colours and runs of new tiles. */
    @Benchmark
    public long analysis(Pixels count) {
        var analyser = new Analyser();
        long runs = 0;
        for (var update : fresh) {
            for (var tile : update.tiles()) {
                runs += tile.analysis(analyser).runs();
            }
            count.pixels += update.pixels();
        }
        return runs;
    }

    private long encode(List<Update> updates, Pixels count) {
        long bytes = 0;
        try (var encoder = new ZrleEncoder(zlib, level)) {
            for (var update : updates) {
                out.clear();
                for (var area : update.areas()) {
                    encoder.encode(update.frame(), area, packer, out);
                }
                bytes += out.size();
                count.pixels += update.pixels();
            }
        }
        return bytes;
    }
}
