package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

class CongestionTest {
    private static final int UPDATE = 20_000;

    private final Congestion congestion = new Congestion();

    /** When each mark will have been carried there and back. */
    private final Queue<Long> returns = new ArrayDeque<>();

    /** When the network has carried everything that was sent. */
    private long carried;

    private long now;

    /// | link             | carries without a queue | the window, at most |
    /// |------------------|-------------------------|---------------------|
    /// | 300 kB/s, 100 ms | 30 kB                   | 130 kB              |
    /// | 3 MB/s, 20 ms    | 60 kB                   | 200 kB              |
    /// | 100 MB/s, 1 ms   | 100 kB                  | 1 MB                |
    @ParameterizedTest
    @CsvSource({"300, 100, 130", "3000, 20, 200", "100000, 1, 1000"})
    void theWindowSettlesAroundWhatTheLinkCarries(
            int kilobytesASecond, int milliseconds, int most) {
        long roundTrip = TimeUnit.MILLISECONDS.toNanos(milliseconds);
        double bytesANano = kilobytesASecond / 1e6;
        for (int i = 0; i < 300; i++) {
            while (!congestion.isFull(now)) {
                congestion.sent(UPDATE);
                congestion.marked(now);
                carried = Math.max(now, carried) + (long) (UPDATE / bytesANano);
                returns.add(carried + roundTrip);
            }
            now = returns.remove();
            congestion.returned(now);
        }
        long product = (long) (bytesANano * roundTrip);
        assertTrue(congestion.window() >= product, "the window is " + congestion.window());
        assertTrue(congestion.window() <= most * 1000L, "the window is " + congestion.window());
    }

    @Test
    void aViewerThatHasSentAMarkBackMayTakeAMinuteForAWholeScreen() {
        congestion.marked(0);
        congestion.returned(1);
        congestion.sent(Congestion.GREATEST_WINDOW);
        congestion.marked(1);
        assertTrue(congestion.isFull(TimeUnit.SECONDS.toNanos(60)));
        assertFalse(congestion.isFull(1 + TimeUnit.SECONDS.toNanos(60)));
    }

    @Test
    void aViewerThatSendsNoMarkBackIsWaitedForOnlySoLong() {
        congestion.sent(Congestion.GREATEST_WINDOW);
        congestion.marked(0);
        assertTrue(congestion.isFull(TimeUnit.SECONDS.toNanos(10) - 1));
        assertFalse(congestion.isFull(TimeUnit.SECONDS.toNanos(10)));
    }

    @Test
    void aViewerWithoutMarksIsNeverFull() {
        congestion.sent(Integer.MAX_VALUE);
        assertFalse(congestion.isFull(0));
    }

    @Test
    void aMarkThatNobodySentMeansNothing() {
        congestion.returned(5);
        assertEquals(0, congestion.roundTrip());
    }
}
