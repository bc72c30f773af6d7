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

/**
 * Searching for what moved: one operation is one update of a viewer that keeps up, over all of a
 * capture again and again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class MotionBenchmark {
    private static final int MOST = 32;

    /** The capture's file. */
    @Param("")
    public String capture;

    private final MotionSearch search = new MotionSearch();
    private final MotionHistory patient = new MotionHistory();
    private MotionHistory history = new MotionHistory();
    private List<Frame> frames;
    private int next;

    /** Reads the capture, and prints what is left to send of it. */
    @Setup
    public void read() {
        frames = Capture.read(capture).updates().stream().map(Update::frame).toList();
        long changed = 0;
        long left = 0;
        long leftInBoxes = 0;
        int copies = 0;
        for (int i = 1; i < frames.size(); i++) {
            var shown = new ShownPixels(frames.get(i - 1));
            changed += shown.differing(frames.get(i));
            var moves = search(history, i);
            shown.copy(moves.copies());
            left += shown.differing(frames.get(i));
            leftInBoxes += leftInBoxes(moves, i);
            copies += moves.copies().size();
        }
        System.out.printf(
                "%n%d updates: %.2f Mpixel differ, %.2f are left (%.2f in boxes), %d copies%n",
                frames.size() - 1, changed / 1e6, left / 1e6, leftInBoxes / 1e6, copies);
    }

    private long leftInBoxes(Moves moves, int update) {
        var before = frames.get(update - 1);
        var after = frames.get(update);
        long pixels = 0;
        for (int row = 0; row < after.rows(); row++) {
            for (int column = 0; column < after.columns(); column++) {
                var changed = after.tile(column, row).changedSince(before.tile(column, row));
                boolean touched = moves.touches(column, row);
                pixels += (touched ? moves.left(column, row) : changed).area();
            }
        }
        return pixels;
    }

    /** As a viewer is searched for: what was in vain before is searched less. */
    @Benchmark
    public Moves search() {
        forward();
        return search(history, next);
    }

    /** As if nothing had ever been searched in vain. */
    @Benchmark
    public Moves searchWithoutHistory() {
        forward();
        patient.clear();
        return search(patient, next);
    }

    private void forward() {
        next++;
        if (next == frames.size()) {
            next = 1;
            history = new MotionHistory();
        }
    }

    private Moves search(MotionHistory history, int update) {
        var before = frames.get(update - 1);
        var after = frames.get(update);
        return search.search(Showing.all(before), history, after, after.area(), List.of(), MOST);
    }

    /** What is on a viewer's screen, and nothing that the search has told itself. */
    private static final class ShownPixels {
        private final int width;
        private final int[] pixels;

        ShownPixels(Frame frame) {
            width = frame.width();
            pixels = pixels(frame);
        }

        private static int[] pixels(Frame frame) {
            var pixels = new int[frame.width() * frame.height()];
            frame.read(frame.area(), pixels, 0, frame.width());
            return pixels;
        }

        long differing(Frame frame) {
            int[] wanted = pixels(frame);
            long differing = 0;
            for (int i = 0; i < wanted.length; i++) {
                differing += wanted[i] == pixels[i] ? 0 : 1;
            }
            return differing;
        }

        void copy(List<Copy> copies) {
            for (var copy : copies) {
                var rows = new ArrayList<int[]>();
                for (int y = 0; y < copy.to().height(); y++) {
                    var row = new int[copy.to().width()];
                    int from = (copy.fromY() + y) * width + copy.fromX();
                    System.arraycopy(pixels, from, row, 0, row.length);
                    rows.add(row);
                }
                for (int y = 0; y < rows.size(); y++) {
                    int to = (copy.to().y() + y) * width + copy.to().x();
                    System.arraycopy(rows.get(y), 0, pixels, to, rows.get(y).length);
                }
            }
        }
    }
}
