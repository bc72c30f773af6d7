package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** A suspension with a monitor held is refused, with the frame that holds it, on every back-end. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class CheckedModeTest {
    private final BackEnd backEnd;
    private final Object monitor = new Object();
    private final List<String> events = new ArrayList<>();

    CheckedModeTest(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    /** What a coroutine's suspension is refused with; it ends all the same. */
    private String refusal(Runnable body) {
        var messages = new ArrayList<String>();
        var coroutine =
                Coroutine.create(
                        "careless",
                        backEnd,
                        () -> {
                            try {
                                body.run();
                            } catch (IllegalStateException e) {
                                messages.add(e.getMessage());
                            }
                        });
        coroutine.enter();
        assertEquals(Coroutine.State.DEAD, coroutine.state());
        return messages.getFirst();
    }

    private void assertRefused(String method, Runnable body) {
        var refusal = refusal(body);
        assertTrue(
                refusal.startsWith("Coroutine 'careless' suspends while it holds a monitor"),
                refusal);
        assertTrue(refusal.contains("CheckedModeTest." + method), refusal);
    }

    @Suspends
    private synchronized void yieldInASynchronizedMethod() {
        Coroutine.yield();
    }

    @Suspends
    private static synchronized void yieldInAStaticOne() {
        Coroutine.yield();
    }

    @Suspends
    private void yieldInABlock() {
        synchronized (monitor) {
            Coroutine.yield();
        }
    }

    @Suspends
    private void yieldFurtherIn() {
        synchronized (monitor) {
            yieldDeeper(3);
        }
    }

    @Suspends
    private void yieldDeeper(int depth) {
        if (depth > 0) {
            yieldDeeper(depth - 1);
        } else {
            Coroutine.yield();
        }
    }

    @Suspends
    private void yieldInAHandlerInABlock() {
        for (int round = 0; round < 2; round++) {
            synchronized (monitor) {
                try {
                    throw new IllegalArgumentException();
                } catch (IllegalArgumentException e) {
                    Coroutine.yield();
                } finally {
                    events.add("finally");
                }
            }
        }
    }

    @Suspends
    private void yieldBetweenBlocks(boolean early) {
        synchronized (monitor) {
            events.add("first");
            if (early) {
                return;
            }
        }
        Coroutine.yield();
        synchronized (monitor) {
            events.add("second");
        }
        Coroutine.yield();
    }

    @Test
    void inASynchronizedMethod() {
        assertRefused("yieldInASynchronizedMethod", this::yieldInASynchronizedMethod);
        assertRefused("yieldInAStaticOne", CheckedModeTest::yieldInAStaticOne);
    }

    @Test
    void inASynchronizedBlock() {
        assertRefused("yieldInABlock", this::yieldInABlock);
        assertRefused("yieldInAHandlerInABlock", this::yieldInAHandlerInABlock);
    }

    @Test
    void inWhatIsCalledFromASynchronizedBlock() {
        assertRefused("yieldFurtherIn", this::yieldFurtherIn);
    }

    @Test
    void inALambda() {
        assertRefused(
                "lambda$inALambda$",
                () -> {
                    synchronized (monitor) {
                        Coroutine.yield();
                    }
                });
    }

    @Test
    void aMonitorThatIsReleasedBeforeTheSuspensionIsNobodysConcern() {
        var coroutine = Coroutine.create("careful", backEnd, () -> yieldBetweenBlocks(false));
        for (int i = 0; i < 3; i++) {
            coroutine.enter();
        }
        assertEquals(Coroutine.State.DEAD, coroutine.state());
        assertEquals(List.of("first", "second"), events);
    }

    @Test
    void aMonitorThatTheEntererHoldsIsNobodysConcern() {
        var coroutine = Coroutine.create("entered", backEnd, Coroutine::yield);
        synchronized (monitor) {
            coroutine.enter();
        }
        assertEquals(Coroutine.State.SUSPENDED, coroutine.state());
        coroutine.enter();
    }

    @Test
    void theCoroutineRunsOnAfterTheRefusalAndCanWait() {
        var loop = new Loop();
        var root = new CoroutineScope(loop.executor(), backEnd);
        var signal = new Signal();
        root.start(
                "careless",
                () -> {
                    try {
                        synchronized (monitor) {
                            signal.await("it");
                        }
                    } catch (IllegalStateException e) {
                        events.add("refused");
                    }
                    assertEquals(Coroutine.State.RUNNING, Coroutine.self().state());
                    signal.await("it");
                    events.add("waited");
                });
        loop.run();
        assertEquals(List.of("refused"), events);
        signal.raise();
        loop.run();
        assertEquals(List.of("refused", "waited"), events);
    }

    @Test
    void oneThatIsRefusedToMoveStays() {
        var loop = new Loop();
        var other = new Loop();
        var root = new CoroutineScope(loop.executor(), backEnd);
        var seen = new ArrayList<Object>();
        var coroutine =
                root.start(
                        "careless",
                        () -> {
                            try {
                                synchronized (monitor) {
                                    Coroutine.moveTo(other.executor());
                                }
                            } catch (IllegalStateException e) {
                                seen.add(e);
                            }
                            new Signal().await("what never comes");
                        });
        loop.run();
        other.run();
        loop.run();
        assertInstanceOf(IllegalStateException.class, seen.getFirst());
        assertTrue(coroutine.livesOn(loop.executor()));
        assertEquals(Coroutine.State.SUSPENDED, coroutine.state());
        assertEquals("what never comes", coroutine.parking().reason());
    }
}
