package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

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

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.concurrent.TimeUnit;

/**
 * The loops that touch every pixel, beside a copy of as many: one operation is each of some tiles
 * of a capture. With {@code -prof gc} it says that none of them allocates.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class KernelBenchmark {
    private static final int PIXELS = Tile.SIZE * Tile.SIZE;

    /** The capture's file. */
    @Param("")
    public String capture;

    /** Different ones, of 16 KiB each: few stay in the processor's cache. */
    @Param({"8", "1024"})
    public int tiles;

    private final int[] copy = new int[PIXELS];
    private final byte[] wire = new byte[PIXELS * 4];
    private final Runs runs = new Runs();
    private final Analyser analyser = new Analyser();
    private final PixelPacker same = PixelPacker.of(PixelFormat.XRGB);
    private final PixelPacker swapped =
            PixelPacker.of(new PixelFormat(32, 24, true, true, 255, 255, 255, 16, 8, 0));
    private final PixelPacker rgb565 =
            PixelPacker.of(new PixelFormat(16, 16, false, true, 31, 63, 31, 11, 5, 0));
    private final PixelPacker rgb332 =
            PixelPacker.of(new PixelFormat(8, 8, false, true, 7, 7, 3, 5, 2, 0));

    private int[][] pixels;
    private int[][] equal;
    private Analysis[] few;

    /** Takes the first whole tiles, and the first with a palette. */
    @Setup
    public void read() {
        var found = new LinkedHashSet<Tile>();
        Capture.read(capture).updates().forEach(update -> found.addAll(update.tiles()));
        var whole = found.stream().filter(tile -> tile.pixels().length == PIXELS).toList();
        pixels = whole.stream().limit(tiles).map(Tile::pixels).toArray(int[][]::new);
        equal = Arrays.stream(pixels).map(int[]::clone).toArray(int[][]::new);
        few =
                whole.stream()
                        .map(tile -> tile.analysis(analyser))
                        .filter(a -> a.palette().length > 1 && a.palette().length <= 16)
                        .limit(tiles)
                        .toArray(Analysis[]::new);
    }

    private void count(Work work) {
        work.end((long) pixels.length * PIXELS);
    }

    /** The roof. */
    @Benchmark
    public int arraycopy(Work work) {
        work.begin();
        for (int[] tile : pixels) {
            System.arraycopy(tile, 0, copy, 0, PIXELS);
        }
        count(work);
        return copy[0];
    }

    /** PIXELs of 32 bits in the order of the frame's. */
    @Benchmark
    public int pack32(Work work) {
        return pack(same, work);
    }

    /** PIXELs of 32 bits in the opposite order. */
    @Benchmark
    public int pack32Swapped(Work work) {
        return pack(swapped, work);
    }

    /** PIXELs of 16 bits. */
    @Benchmark
    public int pack16(Work work) {
        return pack(rgb565, work);
    }

    /** PIXELs of 8 bits. */
    @Benchmark
    public int pack8(Work work) {
        return pack(rgb332, work);
    }

    private int pack(PixelPacker packer, Work work) {
        work.begin();
        for (int[] tile : pixels) {
            packer.pixels(tile, 0, PIXELS, wire, 0);
        }
        count(work);
        return wire[0];
    }

    /** CPIXELs of 24 bits. */
    @Benchmark
    public int packCPixels(Work work) {
        work.begin();
        for (int[] tile : pixels) {
            same.cpixels(tile, 0, PIXELS, wire, 0);
        }
        count(work);
        return wire[0];
    }

    /** Whether tiles differ: they do not, so all is looked at. */
    @Benchmark
    public int compare(Work work) {
        work.begin();
        int differences = 0;
        for (int i = 0; i < pixels.length; i++) {
            differences += Tile.difference(pixels[i], equal[i], Tile.SIZE).isEmpty() ? 0 : 1;
        }
        count(work);
        return differences;
    }

    /** Where runs end. */
    @Benchmark
    public long runs(Work work) {
        work.begin();
        long last = 0;
        for (int[] tile : pixels) {
            last = runs.ends(tile, PIXELS)[0];
        }
        count(work);
        return last;
    }

    /** The colours and runs, as far as there are at most 127. */
    @Benchmark
    public int palette(Work work) {
        work.begin();
        int colours = 0;
        for (int[] tile : pixels) {
            analyser.look(tile, PIXELS);
            colours += analyser.colours();
        }
        count(work);
        return colours;
    }

    /** Rows of indices of 1, 2 or 4 bits. */
    @Benchmark
    public int packIndices(Work work) {
        work.begin();
        int end = 0;
        for (var tile : few) {
            int bits = PackedRows.bitsPerIndex(tile.palette().length);
            var from = tile.indexedRuns();
            end = PackedRows.packRuns(from, from.length, Tile.SIZE, bits, wire, 0);
        }
        work.end((long) few.length * PIXELS);
        return end;
    }
}
