package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.SetEncodings;
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
import java.util.concurrent.TimeUnit;

/** Tight over all of a capture: one operation is every update of it, in whole tiles. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
public class TightBenchmark {
    /** The capture's file. */
    @Param("")
    public String capture;

    /** The zlib engine of true colour: isal, java or jdk. */
    @Param("java")
    public String textEngine;

    /** The zlib engine of the rest: isal, java or jdk. */
    @Param("isal")
    public String engine;

    /** How hard to compress, 0 to 9. */
    @Param("2")
    public int level;

    /** How good JPEG has to be, 0 to 9; -1: there is none. */
    @Param({"-1", "8"})
    public int quality;

    private final PixelPacker packer = PixelPacker.of(PixelFormat.XRGB);
    private final WireWriter out = new WireWriter(1 << 20);
    private Capture screen;
    private List<Update> fresh;
    private List<Update> known;

    /** Reads the capture, and says how many bytes one operation makes of it. */
    @Setup
    public void read() {
        screen = Capture.read(capture);
        known = screen.updates();
        System.out.println(encode(known, new Pixels()) + " bytes");
    }

    /** Paints it again, so that nobody has looked into a tile. */
    @Setup(Level.Invocation)
    public void paint() {
        fresh = screen.updates();
    }

    /** From new tiles to bytes. */
    @Benchmark
    public long whole(Pixels count) {
        return encode(fresh, count);
    }

    /** The same for a second viewer: the tiles have been looked into. */
    @Benchmark
    public long secondViewer(Pixels count) {
        return encode(known, count);
    }

    /** Only the cuts: where it is solid, and where photographic. */
    @Benchmark
    public long cuts(Pixels count) {
        long pieces = 0;
        try (var encoder = encoder()) {
            for (var update : fresh) {
                pieces += cut(encoder, update).size();
                count.pixels += update.pixels();
            }
        }
        return pieces;
    }

    private long encode(List<Update> updates, Pixels count) {
        long bytes = 0;
        try (var encoder = encoder()) {
            for (var update : updates) {
                out.clear();
                for (var piece : cut(encoder, update)) {
                    encoder.encode(update.frame(), piece, packer, out);
                }
                bytes += out.size();
                count.pixels += update.pixels();
            }
        }
        return bytes;
    }

    private TightEncoder encoder() {
        var body =
                new TightBasic(
                        ZlibChoice.of(textEngine, "isal").engine(),
                        ZlibChoice.of(engine, "isal").engine());
        Optional<JpegEngine> jpeg = JpegChoice.MADE.engine();
        var encoder = new TightEncoder(Encodings.TIGHT, Policy.STANDARD, body, jpeg);
        encoder.hints(hints());
        return encoder;
    }

    private Hints hints() {
        var said = new ArrayList<>(List.of(Encodings.COMPRESSION_LEVEL_0 + level));
        if (quality >= 0) {
            said.add(Encodings.QUALITY_LEVEL_0 + quality);
        }
        return new SetEncodings(said).hints();
    }

    private static List<Rectangle> cut(TightEncoder encoder, Update update) {
        var pieces = new ArrayList<Rectangle>();
        for (var area : update.areas()) {
            encoder.split(update.frame(), area, pieces);
        }
        return pieces;
    }
}
