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

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Searching for what moved in screens on which all of the pixels change. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class LargeMotionBenchmark {
    private static final int LINE = 20;
    private static final int MOST = 32;

    /** The screen. */
    @Param({"1280x800", "1920x1080", "3840x2160"})
    public String size;

    private final MotionSearch search = new MotionSearch();
    private final MotionHistory history = new MotionHistory();
    private final Frame[] scrolling = new Frame[2];
    private final Frame[] noise = new Frame[2];
    private int turn;

    /** Draws the screens. */
    @Setup
    public void draw() {
        int width = Integer.parseInt(size.substring(0, size.indexOf('x')));
        int height = Integer.parseInt(size.substring(size.indexOf('x') + 1));
        var random = new Random(1);
        var text = new int[width * (height + LINE)];
        var grain = new int[text.length + 1];
        for (int i = 0; i < text.length; i++) {
            boolean ink = i / width % LINE < 14 && random.nextInt(4) == 0;
            text[i] = ink ? 0x101010 * random.nextInt(8) : 0xf8f8f0;
            grain[i] = random.nextInt(1 << 24);
        }
        var blank = Frame.blank(width, height);
        scrolling[0] = blank.paint(blank.area(), text, 0, width);
        scrolling[1] = scrolling[0].paint(blank.area(), text, LINE * width, width);
        noise[0] = blank.paint(blank.area(), grain, 0, width);
        for (int i = 0; i < grain.length; i++) {
            grain[i] = random.nextInt(1 << 24);
        }
        noise[1] = noise[0].paint(blank.area(), grain, 0, width);
        var moves = search(scrolling);
        long copied = moves.copies().stream().mapToLong(copy -> copy.to().area()).sum();
        System.out.printf("%n%.2f of %.2f Mpixel are copied%n", copied / 1e6, width * height / 1e6);
    }

    /** A line up, a line down. */
    @Benchmark
    public Moves scroll() {
        return search(scrolling);
    }

    /** Nothing to find, as if nobody had ever searched in vain. */
    @Benchmark
    public Moves noise() {
        return search(noise);
    }

    private Moves search(Frame[] frames) {
        turn ^= 1;
        var after = frames[turn];
        history.clear();
        var shown = Showing.all(frames[turn ^ 1]);
        return search.search(shown, history, after, after.area(), List.of(), MOST);
    }
}
