package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.Coroutine.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

/** What a coroutine is, on every back-end alike. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class CoroutineTest {
    private final BackEnd backEnd;

    CoroutineTest(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    private Coroutine create(Runnable body) {
        return Coroutine.create("test", backEnd, body);
    }

    @Test
    void creatingDoesNotRunIt() {
        var ran = new ArrayList<String>();
        var coroutine = create(() -> ran.add("body"));
        assertEquals(List.of(), ran);
        coroutine.enter();
        assertEquals(List.of("body"), ran);
        assertEquals(State.DEAD, coroutine.state());
    }

    @Test
    void fiveYieldsNeedSixEnters() {
        var coroutine =
                create(
                        () -> {
                            for (int i = 0; i < 5; i++) {
                                Coroutine.yield();
                            }
                        });
        int enters = 0;
        while (coroutine.state() != State.DEAD) {
            coroutine.enter();
            enters++;
        }
        assertEquals(6, enters);
    }

    @Test
    void theOrderIsThatOfEntersAndYields() {
        var order = new ArrayList<String>();
        var coroutine =
                create(
                        () -> {
                            order.add("a");
                            Coroutine.yield();
                            order.add("b");
                        });
        order.add("1");
        coroutine.enter();
        order.add("2");
        coroutine.enter();
        order.add("3");
        assertEquals(List.of("1", "a", "2", "b", "3"), order);
    }

    @Test
    void coroutinesNest() {
        var deepest = new ArrayList<Integer>();
        nest(128, deepest);
        assertEquals(List.of(128), deepest);
    }

    private void nest(int levels, List<Integer> deepest) {
        create(
                        () -> {
                            if (levels == 1) {
                                deepest.add(128);
                            } else {
                                nest(levels - 1, deepest);
                            }
                        })
                .enter();
    }

    @Test
    void selfIsTheOneThatRunsAlsoAfterAYield() {
        var seen = new ArrayList<Coroutine>();
        var coroutine =
                create(
                        () -> {
                            seen.add(Coroutine.self());
                            Coroutine.yield();
                            seen.add(Coroutine.self());
                        });
        coroutine.enter();
        create(() -> coroutine.enter()).enter();
        assertEquals(List.of(coroutine, coroutine), seen);
    }

    @Test
    void insideIsKnown() {
        var inside = new ArrayList<Boolean>();
        assertFalse(Coroutine.isInside());
        create(() -> inside.add(Coroutine.isInside())).enter();
        assertFalse(Coroutine.isInside());
        assertEquals(List.of(true), inside);
    }

    @Test
    void itsStateTellsWhereInItsLifeItIs() {
        var inner = create(Coroutine::yield);
        var outer = new AtomicReference<Coroutine>();
        var states = new ArrayList<State>();
        outer.set(
                create(
                        () -> {
                            states.add(outer.get().state());
                            create(() -> states.add(outer.get().state())).enter();
                            states.add(outer.get().state());
                            inner.enter();
                        }));
        assertEquals(State.NEW, outer.get().state());
        outer.get().enter();
        assertEquals(List.of(State.RUNNING, State.NORMAL, State.RUNNING), states);
        assertEquals(State.SUSPENDED, inner.state());
        assertEquals(State.DEAD, outer.get().state());
    }

    @Test
    void itMayBeEnteredByAnotherThanBefore() {
        var order = new ArrayList<String>();
        var coroutine =
                create(
                        () -> {
                            Coroutine.yield();
                            order.add("back to the second");
                        });
        create(coroutine::enter).enter();
        create(
                        () -> {
                            coroutine.enter();
                            order.add("the second");
                        })
                .enter();
        assertEquals(List.of("back to the second", "the second"), order);
    }

    /** What compiled code keeps across a yield of "the current thread" would be the first one's. */
    @Test
    void onContinuationsItStaysOnTheThreadThatEnteredItFirst() throws Exception {
        var coroutine = create(Coroutine::yield);
        coroutine.enter();
        var outcome = new FutureTask<>(coroutine::enter, "entered");
        Thread.ofPlatform().name("another").start(outcome);
        if (backEnd == BackEnd.VIRTUAL_THREAD) {
            assertEquals("entered", outcome.get());
            return;
        }
        var refusal = assertThrows(ExecutionException.class, outcome::get).getCause();
        assertEquals(
                "Coroutine 'test' is entered by thread 'another', but on continuations it stays on"
                        + " thread 'main'",
                refusal.getMessage());
        coroutine.enter();
        assertEquals(State.DEAD, coroutine.state());
    }

    @Test
    void enteringItselfIsRefusedWithASentence() {
        var self = new AtomicReference<Coroutine>();
        self.set(create(() -> self.get().enter()));
        var refusal = assertThrows(IllegalStateException.class, () -> self.get().enter());
        assertEquals(
                "Coroutine 'test' re-entered recursively, by Coroutine 'test'",
                refusal.getMessage());
    }

    @Test
    void enteringTheOneThatEnteredMeIsRefused() {
        var outer = new AtomicReference<Coroutine>();
        outer.set(create(() -> create(() -> outer.get().enter()).enter()));
        assertThrows(IllegalStateException.class, () -> outer.get().enter());
    }

    @Test
    void enteringADeadOneIsRefused() {
        var coroutine = create(() -> {});
        coroutine.enter();
        var refusal = assertThrows(IllegalStateException.class, coroutine::enter);
        assertEquals(
                "Coroutine 'test' entered after its end, by thread 'main'", refusal.getMessage());
    }

    @Test
    void yieldingOutsideIsRefused() {
        var refusal = assertThrows(IllegalStateException.class, Coroutine::yield);
        assertTrue(refusal.getMessage().startsWith("Yielding to no one"));
        assertThrows(IllegalStateException.class, Coroutine::self);
    }

    @Test
    void whatTheBodyThrowsComesOutOfEnter() {
        var failure = new IllegalArgumentException("from the body");
        var coroutine =
                create(
                        () -> {
                            Coroutine.yield();
                            throw failure;
                        });
        coroutine.enter();
        assertSame(failure, assertThrows(IllegalArgumentException.class, coroutine::enter));
        assertEquals(State.DEAD, coroutine.state());
        assertFalse(Coroutine.isInside());
    }

    @Test
    void oneWithoutALoopCannotWait() {
        var refusal =
                assertThrows(
                        IllegalStateException.class,
                        () -> create(() -> new Signal().await("nothing")).enter());
        assertEquals("Coroutine 'test' has no event loop, so it cannot wait", refusal.getMessage());
    }

    @Test
    void anErrandRunsOnTheThreadThatEntered() {
        var threads = new ArrayList<Thread>();
        create(() -> create(() -> Slot.outside(() -> threads.add(Thread.currentThread()))).enter())
                .enter();
        assertEquals(List.of(Thread.currentThread()), threads);
    }

    @Test
    void whatAnErrandThrowsComesOutInsideAndOnlyOnce() {
        var caught = new ArrayList<String>();
        create(
                        () -> {
                            try {
                                Slot.outside(
                                        () -> {
                                            throw new IllegalArgumentException("errand");
                                        });
                            } catch (IllegalArgumentException e) {
                                caught.add(e.getMessage());
                            }
                            Slot.outside(() -> caught.add("second"));
                        })
                .enter();
        assertEquals(List.of("errand", "second"), caught);
    }

    @Test
    void bothBackEndsWorkInThisJvm() {
        assertTrue(backEnd.isAvailable());
        assertEquals(BackEnd.CONTINUATION, BackEnd.preferred());
    }
}
