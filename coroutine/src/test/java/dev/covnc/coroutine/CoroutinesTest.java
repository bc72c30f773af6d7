package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.Coroutine.State;
import dev.covnc.coroutine.CoroutineDump.Hold;
import dev.covnc.coroutine.CoroutineDump.Live;
import dev.covnc.coroutine.CoroutineDump.OnLoop;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Everybody who lives is listed: who it is, what it waits for, since when, and where. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class CoroutinesTest {
    private final BackEnd backEnd;
    private final String testThread = Thread.currentThread().getName();
    private final Loop loop = new Loop();
    private final CoroutineScope root;
    private final List<EventExecutor> threads = new ArrayList<>();
    private final List<CoroutineScope> scopes = new ArrayList<>();

    CoroutinesTest(BackEnd backEnd) {
        this.backEnd = backEnd;
        root = new CoroutineScope(loop.executor(), backEnd);
    }

    @AfterEach
    void end() throws InterruptedException {
        root.shutDown();
        loop.run();
        for (var scope : scopes) {
            CompletableFuture.supplyAsync(scope::shutDown, scope.loop())
                    .thenCompose(it -> it)
                    .join();
        }
        for (var thread : threads) {
            thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    /** An event loop with a thread of its own. */
    private EventExecutor thread(String name) {
        var executor = new DefaultEventExecutor(new DefaultThreadFactory(name));
        threads.add(executor);
        return executor;
    }

    private CoroutineScope scope(EventExecutor executor) {
        var scope = new CoroutineScope(executor, backEnd);
        scopes.add(scope);
        return scope;
    }

    private static List<Live> listed(CoroutineDump dump, String loop) {
        return dump.loops().stream()
                .filter(one -> one.name().startsWith(loop))
                .map(OnLoop::coroutines)
                .flatMap(List::stream)
                .toList();
    }

    /** Nobody else's. */
    private final String nameByHand = "by hand " + System.nanoTime();

    /** Those on the loop that this test runs itself. */
    private List<Live> listed() {
        return listed(Coroutines.dump(), testThread).stream()
                .filter(live -> live.backEnd() == backEnd && live.name().startsWith("mine"))
                .toList();
    }

    private static Live find(List<Live> all, String name) {
        return all.stream().filter(live -> live.name().equals(name)).findFirst().orElseThrow();
    }

    @Suspends
    private static void waitDeepInside(Signal signal) {
        signal.await("what never comes");
    }

    @Test
    void aWaitingCoroutineIsListedWithWhatItWaitsForAndSinceWhen() {
        root.start("mine", () -> waitDeepInside(new Signal()));
        loop.run();
        loop.advance(Duration.ofSeconds(3));

        var live = listed().getFirst();
        assertEquals("mine", live.name());
        assertEquals(State.SUSPENDED, live.state());
        assertEquals("what never comes", live.waitsFor());
        assertEquals(Duration.ofSeconds(3), live.waited());
        assertEquals("a root scope", live.owner());
        assertEquals(backEnd, live.backEnd());
    }

    @Test
    void itsStackReachesFromTheWaitToItsBodyAndHasNothingOfTheSwitch() {
        root.start("mine", () -> waitDeepInside(new Signal()));
        loop.run();

        var methods =
                listed().getFirst().stack().stream()
                        .map(frame -> frame.getMethodName().replaceAll("\\d+", ""))
                        .toList();
        assertEquals(
                List.of("park", "await", "await", "waitDeepInside", "lambda$itsStack"),
                methods.stream()
                        .map(method -> method.startsWith("lambda$its") ? "lambda$itsStack" : method)
                        .filter(method -> !method.equals("run"))
                        .toList());
    }

    @Test
    void aCoroutineIsListedBelowTheOneThatOwnsItsScope() {
        root.start(
                "mine, the owner",
                () -> {
                    try (var outer = new CoroutineScope()) {
                        outer.start("mine, the first child", () -> waitDeepInside(new Signal()));
                        try (var inner = new CoroutineScope()) {
                            inner.start("mine, of the inner", () -> waitDeepInside(new Signal()));
                            waitDeepInside(new Signal());
                        }
                    }
                });
        root.start("mine, beside", () -> waitDeepInside(new Signal()));
        loop.run();

        var all = listed();
        assertEquals(
                List.of(
                        "mine, the owner",
                        "mine, the first child",
                        "mine, of the inner",
                        "mine, beside"),
                all.stream().map(Live::name).toList());
        assertEquals(List.of(0, 1, 1, 0), all.stream().map(Live::depth).toList());
        assertEquals("Coroutine 'mine, the owner'", all.get(1).owner());
        assertEquals("Coroutine 'mine, the owner'", all.get(2).owner());
    }

    @Test
    void oneThatHasNotBegunWaitsForItsStart() {
        root.start("mine", () -> {});
        var live = listed().getFirst();
        assertEquals(State.NEW, live.state());
        assertEquals("its start", live.waitsFor());
        assertEquals(List.of(), live.stack());
        loop.run();
        assertEquals(List.of(), listed());
    }

    @Test
    void aDumpTakenInsideACoroutineShowsItRunning() {
        var seen = new ArrayList<Live>();
        root.start("mine", () -> seen.addAll(listed()));
        loop.run();
        assertEquals(State.RUNNING, seen.getFirst().state());
        assertTrue(
                seen.getFirst().stack().stream()
                        .anyMatch(frame -> frame.getMethodName().equals("listed")));
    }

    @Test
    void aLoopWithAThreadOfItsOwnIsAskedThere() throws InterruptedException {
        var scope = scope(thread("asked"));
        var waiting = new CountDownLatch(1);
        var signal = new Signal();
        scope.start(
                "on the thread",
                () -> {
                    waiting.countDown();
                    waitDeepInside(signal);
                });
        waiting.await();

        var live = find(listed(Coroutines.dump(), "asked"), "on the thread");
        assertEquals("what never comes", live.waitsFor());
        assertTrue(
                live.stack().stream()
                        .anyMatch(frame -> frame.getMethodName().equals("waitDeepInside")));
    }

    @Test
    void aLoopThatIsHeldIsNotWaitedForButNamedWithWhatHoldsIt() throws InterruptedException {
        var scope = scope(thread("held"));
        var holding = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        scope.start("the holder", () -> hold(holding, end));
        holding.await();

        var dump = Coroutines.dump(Duration.ofMillis(20), true);
        end.countDown();

        var hold =
                dump.loops().stream()
                        .filter(one -> one.name().startsWith("held"))
                        .findFirst()
                        .orElseThrow()
                        .hold()
                        .orElseThrow();
        assertEquals("the holder", hold.coroutine().orElseThrow());
        assertTrue(hold.thread().startsWith("held"));
        assertTrue(hold.time().compareTo(Duration.ofMillis(20)) >= 0);
        assertTrue(
                hold.stack().stream().anyMatch(frame -> frame.getMethodName().equals("hold")),
                hold::toString);
        assertTrue(dump.toString().contains("It has not answered"), dump::toString);
    }

    private static void hold(CountDownLatch holding, CountDownLatch end) {
        holding.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void manyAreAskedForInSlicesAndAllListed() throws InterruptedException {
        int many = 1000;
        var scope = scope(thread("many"));
        var waiting = new CountDownLatch(many);
        for (int i = 0; i < many; i++) {
            scope.start(
                    "one of many",
                    () -> {
                        waiting.countDown();
                        waitDeepInside(new Signal());
                    });
        }
        waiting.await();
        var all = listed(Coroutines.dump(), "many");
        assertEquals(many, all.stream().filter(live -> !live.stack().isEmpty()).count());
        assertTrue(Coroutines.count() >= many);
        assertEquals(
                List.of(),
                listed(Coroutines.dump(Duration.ofSeconds(1), false), "many").getFirst().stack());
    }

    @Test
    void oneThatHasMovedIsListedOnItsNewLoop() throws InterruptedException {
        if (backEnd == BackEnd.CONTINUATION) {
            return; // It stays where it is.
        }
        var first = thread("first");
        var second = thread("second");
        var moved = new CountDownLatch(1);
        var scope = scope(first);
        scope.start(
                "the mover",
                () -> {
                    Coroutine.moveTo(second);
                    moved.countDown();
                    waitDeepInside(new Signal());
                });
        moved.await();
        var dump = Coroutines.dump();
        assertEquals(List.of(), listed(dump, "first"));
        assertTrue(
                dump.loops().stream()
                        .flatMap(one -> one.coroutines().stream())
                        .anyMatch(live -> live.name().equals("the mover")));
    }

    @Test
    void thoseOnALoopThatHasEndedAreListedStill() throws InterruptedException {
        var executor = thread("ended");
        var waiting = new CountDownLatch(1);
        // Not one that is shut down after the test.
        var scope = new CoroutineScope(executor, backEnd);
        scope.start(
                "left behind",
                () -> {
                    waiting.countDown();
                    waitDeepInside(new Signal());
                });
        waiting.await();
        executor.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        assertEquals("left behind", listed(Coroutines.dump(), "ended").getFirst().name());
        // Held here, or it might be garbage, which is not listed.
        assertFalse(scope.children().isEmpty());
    }

    @Test
    void thoseEnteredByHandAreListedInCheckedModeWithTheirEnterer() {
        assertTrue(CheckedStack.ON, "tests run in checked mode");
        var byHand = Coroutine.create(nameByHand, backEnd, Coroutine::yield);
        byHand.enter();
        var live = find(Coroutines.dump().enteredByHand(), nameByHand);
        assertEquals("thread '" + Thread.currentThread().getName() + "'", live.owner());
        assertEquals(State.SUSPENDED, live.state());
        assertEquals("yield", live.stack().getFirst().getMethodName());
        byHand.enter();
        assertTrue(
                Coroutines.dump().enteredByHand().stream()
                        .noneMatch(other -> other.name().equals(nameByHand)));
    }

    @Test
    void oneThatIsEnteredByHandAndRunsIsListedWithItsThreadsStack() {
        var seen = new ArrayList<Live>();
        var byHand =
                Coroutine.create(
                        nameByHand,
                        backEnd,
                        () -> seen.add(find(Coroutines.dump().enteredByHand(), nameByHand)));
        byHand.enter();
        assertEquals(State.RUNNING, seen.getFirst().state());
        assertFalse(seen.getFirst().stack().isEmpty());
    }

    @Test
    void asTextADumpHasALineForEachAndItsStackBelow() {
        var frame = new StackTraceElement("Signal", "await", "Signal.java", 37);
        var owner =
                new Live(
                        "owner",
                        "a root scope",
                        backEnd,
                        State.SUSPENDED,
                        "bytes",
                        Duration.ofMillis(1500),
                        0,
                        List.of(frame));
        var child = new Live("child", "it", backEnd, State.NEW, "", Duration.ZERO, 1, List.of());
        var hold = new Hold(Optional.of("x"), "loop-1", Duration.ofMillis(20), List.of(frame));
        var loop = new OnLoop("loop-1", Optional.of(hold), List.of(owner, child));
        var byHand = new Live("hand", "", backEnd, State.NEW, "", Duration.ZERO, 0, List.of());
        var dump = new CoroutineDump(Instant.EPOCH, List.of(loop), List.of(byHand), false);
        assertEquals(
                """
                Coroutines at 1970-01-01T00:00:00Z: 3

                On loop 'loop-1':
                  It has not answered for 20.0 ms. Coroutine 'x' keeps its loop, thread 'loop-1'.
                    at Signal.await(Signal.java:37)
                  'owner' suspended, waits for bytes for 1.5 s, owned by a root scope (BACK)
                    at Signal.await(Signal.java:37)
                    'child' new, owned by it (BACK)

                Entered by hand:
                  'hand' new, not entered yet (BACK)

                Those entered by hand are listed with -Dcovnc.checked=true only.
                """
                        .replace("BACK", backEnd.toString()),
                dump.toString());
    }

    @Test
    void aTextOfVeryManySaysHowManyItLeavesOut() throws IOException {
        var one = new Live("one", "x", backEnd, State.NEW, "", Duration.ZERO, 0, List.of());
        var loops =
                List.of(
                        new OnLoop("busy", Optional.empty(), Collections.nCopies(1100, one)),
                        new OnLoop("other", Optional.empty(), List.of(one)));
        var dump = new CoroutineDump(Instant.EPOCH, loops, List.of(one), true);
        assertEquals(1102, dump.size());
        assertTrue(dump.toString().endsWith("... and 102 more\n"));
        assertEquals(1000, dump.toString().lines().filter(line -> line.contains("'one'")).count());
        var all = new StringBuilder();
        dump.writeTo(all);
        assertEquals(1102, all.toString().lines().filter(line -> line.contains("'one'")).count());
    }
}
