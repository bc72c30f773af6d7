package dev.covnc.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The good viewer beside the bad ones: asks for a corner of the picture over and over, and notes
 * how long each answer took.
 */
final class Probe implements AutoCloseable {
    private static final int CORNER = 16;
    private static final long PAUSE_MILLIS = 15;

    /**
     * @param waited the time in it that the threads who answer waited for a processor
     */
    private record Answer(long asked, long came, long waited) {}

    private final Machine machine;
    private final FakeViewer viewer;
    private final Waits waits;
    private final List<Answer> answers = new ArrayList<>();
    private final Thread asker = Thread.ofPlatform().name("probe").unstarted(this::ask);
    private volatile boolean ended;
    private volatile long asked;
    private String failure = "";

    /**
     * @param waits of the threads that answer
     */
    Probe(Machine machine, FakeViewer viewer, Waits waits) {
        this.machine = machine;
        this.viewer = viewer;
        this.waits = waits;
        asked = System.nanoTime();
        asker.start();
    }

    private void ask() {
        try {
            var own = Waits.ofThreads("probe");
            while (!ended) {
                long waited = waits.nanos() + own.nanos();
                asked = System.nanoTime();
                viewer.request(false, 0, 0, CORNER, CORNER).readUpdate();
                long came = System.nanoTime();
                note(new Answer(asked, came, waits.nanos() + own.nanos() - waited));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            failure = ended ? "" : e.toString();
            note(new Answer(asked, System.nanoTime(), 0));
        }
    }

    private synchronized void note(Answer answer) {
        answers.add(answer);
    }

    /** Ends it and tells: the answers' longest times, without the machine's part. */
    synchronized void tell(Figures figures, double limitMillis) {
        var sorted = answers.stream().mapToDouble(this::millis).sorted().toArray();
        if (!failure.isEmpty() || sorted.length == 0) {
            figures.holds("the good viewer was answered (" + failure + ")", false);
            return;
        }
        figures.note("%d answers".formatted(sorted.length));
        figures.most("p99", sorted[(int) (sorted.length * 0.99)], limitMillis, "ms");
        figures.most("longest", sorted[sorted.length - 1], limitMillis, "ms");
    }

    /** Without the machine's part, which either of two measures tells. */
    private double millis(Answer answer) {
        long delay = machine.delay(answer.asked(), answer.came());
        long working = answer.came() - answer.asked() - answer.waited();
        return Math.max(0, Math.min(delay, working)) / 1e6;
    }

    /** Asks no more; waits for the last answer. */
    Probe end() throws InterruptedException {
        ended = true;
        asker.join(60_000);
        if (asker.isAlive()) {
            failure = "still waiting";
        }
        return this;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        viewer.close();
    }
}
