package dev.covnc.encoders;

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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Telling photographs from text: one operation is one tile of a capture after another. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PhotographicBenchmark {
    /** The capture's file. */
    @Param("")
    public String capture;

    private final Photographic photographic = new Photographic();
    private List<Tile> tiles;
    private int next;

    /** Reads the capture and prints how much of it is photographic. */
    @Setup
    public void read() {
        tiles = new ArrayList<>();
        Capture.read(capture).updates().forEach(update -> tiles.addAll(update.tiles()));
        long blocks = 0;
        long photographs = 0;
        for (var tile : tiles) {
            blocks += (tile.width() + 15) / 16 * ((tile.height() + 15) / 16);
            photographs += Integer.bitCount(blocks(tile));
        }
        System.out.printf("%d blocks of %d are photographic%n", photographs, blocks);
    }

    /** The kernel. */
    @Benchmark
    public int blocks() {
        next = next + 1 < tiles.size() ? next + 1 : 0;
        return blocks(tiles.get(next));
    }

    private int blocks(Tile tile) {
        return photographic.blocks(tile.pixels(), tile.width(), tile.height());
    }
}
