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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Painting whole pictures: one operation is one frame, all of it given as damage. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx3g")
public class PaintBenchmark {
    /** The capture's file. */
    @Param("")
    public String capture;

    private List<int[]> pictures;
    private int[] opaque;
    private int[] inverted;
    private int next;
    private Frame playing;
    private Frame first;

    /** Reads the capture. */
    @Setup
    public void read() {
        var screen = Capture.read(capture);
        pictures = screen.pictures();
        opaque = Arrays.stream(pictures.getFirst()).map(p -> p | 0xff000000).toArray();
        inverted = Arrays.stream(pictures.getFirst()).map(p -> p ^ 0xffffff).toArray();
        playing = Frame.blank(screen.width(), screen.height());
        first = paint(playing, pictures.getFirst());
    }

    /** Nothing differs. */
    @Benchmark
    public Frame unchanged() {
        return paint(first, pictures.getFirst());
    }

    /** Nothing differs but the top byte, which means nothing. */
    @Benchmark
    public Frame unchangedButOpaque() {
        return paint(first, opaque);
    }

    /** Every pixel differs. */
    @Benchmark
    public Frame inverted() {
        return paint(first, inverted);
    }

    /** The capture's pictures one after another, over and over. */
    @Benchmark
    public Frame capture() {
        playing = paint(playing, pictures.get(next));
        next = (next + 1) % pictures.size();
        return playing;
    }

    private static Frame paint(Frame frame, int[] picture) {
        return frame.paint(frame.area(), picture, 0, frame.width());
    }
}
