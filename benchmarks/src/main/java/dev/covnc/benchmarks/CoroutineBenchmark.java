package dev.covnc.benchmarks;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.coroutine.Coroutine;
import dev.covnc.coroutine.CoroutineScope;
import dev.covnc.coroutine.Signal;

import io.netty.channel.embedded.EmbeddedChannel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Stream;

/** Ours, on both back-ends. */
public class CoroutineBenchmark extends Measured {
    @Param public BackEnd backEnd;

    /** One that yields for ever. */
    @State(Scope.Thread)
    public static class Hot {
        private Coroutine coroutine;

        @Setup
        public void begin(CoroutineBenchmark benchmark) {
            benchmark.warmUp();
            coroutine = benchmark.yielding(Integer.MAX_VALUE);
        }
    }

    /** Many that yield for ever, and whose turn it is. */
    @State(Scope.Thread)
    public static class Many {
        private Coroutine[] coroutines;
        private int turn;

        @Setup
        public void begin(CoroutineBenchmark benchmark) {
            benchmark.warmUp();
            coroutines =
                    Stream.generate(() -> benchmark.yielding(Integer.MAX_VALUE))
                            .limit(MANY)
                            .toArray(Coroutine[]::new);
            Collections.shuffle(Arrays.asList(coroutines), new Random(MANY));
        }

        private Coroutine next() {
            turn = turn + 1 == MANY ? 0 : turn + 1;
            return coroutines[turn];
        }
    }

    /** One that waits on a loop, for ever. */
    @State(Scope.Thread)
    public static class Waiting {
        private final EmbeddedChannel loop = new EmbeddedChannel();
        private Signal signal;

        @Setup
        public void begin(CoroutineBenchmark benchmark) {
            var scope = new CoroutineScope(loop.eventLoop(), benchmark.backEnd);
            warmUp(scope, loop);
            signal = waiting(scope, Integer.MAX_VALUE);
            loop.runPendingTasks();
        }
    }

    /** Many that wait on a loop, for ever. */
    @State(Scope.Thread)
    public static class ManyWaiting {
        private final EmbeddedChannel loop = new EmbeddedChannel();
        private Signal[] signals;

        @Setup
        public void begin(CoroutineBenchmark benchmark) {
            var scope = new CoroutineScope(loop.eventLoop(), benchmark.backEnd);
            warmUp(scope, loop);
            signals =
                    Stream.generate(() -> waiting(scope, Integer.MAX_VALUE))
                            .limit(MANY)
                            .toArray(Signal[]::new);
            Collections.shuffle(Arrays.asList(signals), new Random(MANY));
            loop.runPendingTasks();
        }
    }

    @Benchmark
    public void lifecycle() {
        Coroutine.create("short", backEnd, () -> {}).enter();
    }

    @Benchmark
    @OperationsPerInvocation(DEPTH)
    public void nesting() {
        nest(DEPTH);
    }

    private void nest(int levels) {
        if (levels > 0) {
            Coroutine.create("nesting", backEnd, () -> nest(levels - 1)).enter();
        }
    }

    @Benchmark
    public void yield(Hot hot) {
        hot.coroutine.enter();
    }

    @Benchmark
    public void yieldAmongMany(Many many) {
        many.next().enter();
    }

    @Benchmark
    public void cost() {
        var coroutine = Coroutine.create("short", backEnd, Coroutine::yield);
        coroutine.enter();
        coroutine.enter();
    }

    @Benchmark
    public void waitOnLoop(Waiting waiting) {
        waiting.signal.raise();
        waiting.loop.runPendingTasks();
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void waitOnLoopAmongMany(ManyWaiting many) {
        for (var signal : many.signals) {
            signal.raise();
        }
        many.loop.runPendingTasks();
    }

    /** So that what follows is measured compiled. */
    private void warmUp() {
        long end = System.nanoTime() + WARM_UP;
        while (System.nanoTime() < end) {
            yielding(1).enter();
        }
    }

    /** One that has been entered, and yields so often. */
    private Coroutine yielding(int times) {
        var coroutine = Coroutine.create("yielding", backEnd, () -> yieldOften(times));
        coroutine.enter();
        return coroutine;
    }

    private static void yieldOften(int times) {
        for (int i = 0; i < times; i++) {
            Coroutine.yield();
        }
    }

    private static void warmUp(CoroutineScope scope, EmbeddedChannel loop) {
        long end = System.nanoTime() + WARM_UP;
        while (System.nanoTime() < end) {
            var signal = waiting(scope, 1);
            loop.runPendingTasks();
            signal.raise();
            loop.runPendingTasks();
        }
    }

    /** What a new coroutine waits for, so often. */
    private static Signal waiting(CoroutineScope scope, int times) {
        var signal = new Signal();
        scope.start("waiting", () -> waitOften(signal, times));
        return signal;
    }

    private static void waitOften(Signal signal, int times) {
        for (int i = 0; i < times; i++) {
            signal.await("the benchmark");
        }
    }
}
