package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many at a time. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class TaskPoolTest {
    private final Stage stage;
    private final Deque<Signal> running = new ArrayDeque<>();

    TaskPoolTest(BackEnd backEnd) {
        stage = new Stage(backEnd);
    }

    @AfterEach
    void everybodyEnds() {
        stage.shutDown();
    }

    /** Runs until {@link #endFirst}. */
    private void task() {
        var end = new Signal();
        running.add(end);
        stage.sayHowItEnds(
                () -> {
                    stage.say("begun");
                    end.await("its end");
                });
    }

    private void endFirst() {
        running.remove().raise();
        stage.loop.run();
    }

    @Test
    void theOwnerWaitsWhileAllAreBusy() {
        stage.start(
                "owner",
                () -> {
                    try (var pool = new TaskPool(2)) {
                        for (int i = 1; i <= 3; i++) {
                            pool.start("task " + i, this::task);
                            stage.say("started " + i);
                        }
                        pool.awaitAll();
                        stage.say("has all");
                    }
                });
        stage.assertSaid("owner started 1", "owner started 2", "task 1 begun", "task 2 begun");
        endFirst();
        stage.assertSaid("task 1 ended", "owner started 3", "task 3 begun");
        endFirst();
        endFirst();
        stage.assertSaid("task 2 ended", "task 3 ended", "owner has all");
    }

    @Test
    void theFirstFailureComesOutOfTheOwnersNextWait() {
        stage.start(
                "owner",
                () ->
                        stage.sayHowItEnds(
                                () -> {
                                    try (var pool = new TaskPool(2)) {
                                        pool.start("good", this::task);
                                        pool.start("bad", this::fail);
                                        pool.start("not started", this::task);
                                    }
                                }));
        stage.assertSaid("good begun", "good cancelled", "owner : bad has failed");
    }

    private void fail() {
        throw new IllegalArgumentException(Coroutine.self().name() + " has failed");
    }

    @Test
    void leavingItCancelsWhatStillRuns() {
        stage.start(
                "owner",
                () -> {
                    try (var pool = new TaskPool(2)) {
                        pool.start("task", this::task);
                        Coroutine.yield();
                    }
                });
        stage.root.children().getFirst().enter();
        stage.assertSaid("task begun", "task cancelled");
    }

    @Test
    void itIsItsOwnersAlone() {
        stage.start(
                "owner",
                () -> {
                    try (var pool = new TaskPool(2)) {
                        pool.start("task", () -> stage.sayHowItEnds(pool::awaitAll));
                        pool.awaitAll();
                    }
                });
        stage.assertSaid(
                "task : Coroutine 'task' uses the task pool of Coroutine 'owner', its owner");
    }

    @Test
    void oneThatIsClosedStartsNothing() {
        stage.start(
                "owner",
                () -> {
                    var pool = new TaskPool(1);
                    pool.close();
                    stage.sayHowItEnds(() -> pool.start("late", this::task));
                    stage.sayHowItEnds(() -> pool.start("late", this::task));
                    pool.close();
                });
        stage.assertSaid(
                "owner : Coroutine 'late' cannot start: its scope is closing",
                "owner : Coroutine 'late' cannot start: its scope is closing");
    }

    @Test
    void oneOfNoTasksIsRefused() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> inside(0));
        assertEquals("A pool of 0 tasks runs none", refusal.getMessage());
    }

    private static void inside(int limit) {
        Coroutine.create("test", () -> new TaskPool(limit)).enter();
    }
}
