package dev.covnc.benchmarks;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Stream;

/** The JVM's continuation with nothing around it: what ours on that back-end cannot be below. */
public class ContinuationBenchmark extends Measured {
    private static final ContinuationScope SCOPE = new ContinuationScope("benchmark");

    /** One that yields for ever. */
    @State(Scope.Thread)
    public static class Hot {
        private Continuation continuation;

        @Setup
        public void begin() {
            warmUp();
            continuation = yielding(Integer.MAX_VALUE);
        }
    }

    /** Many that yield for ever, and whose turn it is. */
    @State(Scope.Thread)
    public static class Many {
        private Continuation[] continuations;
        private int turn;

        @Setup
        public void begin() {
            warmUp();
            continuations =
                    Stream.generate(() -> yielding(Integer.MAX_VALUE))
                            .limit(MANY)
                            .toArray(Continuation[]::new);
            Collections.shuffle(Arrays.asList(continuations), new Random(MANY));
        }

        private Continuation next() {
            turn = turn + 1 == MANY ? 0 : turn + 1;
            return continuations[turn];
        }
    }

    @Benchmark
    public void lifecycle() {
        new Continuation(SCOPE, () -> {}).run();
    }

    @Benchmark
    @OperationsPerInvocation(DEPTH)
    public void nesting() {
        nest(DEPTH);
    }

    private static void nest(int levels) {
        if (levels > 0) {
            new Continuation(SCOPE, () -> nest(levels - 1)).run();
        }
    }

    @Benchmark
    public void yield(Hot hot) {
        hot.continuation.run();
    }

    @Benchmark
    public void yieldAmongMany(Many many) {
        many.next().run();
    }

    @Benchmark
    public void cost() {
        var continuation = new Continuation(SCOPE, () -> Continuation.yield(SCOPE));
        continuation.run();
        continuation.run();
    }

    /** So that what follows is measured compiled. */
    private static void warmUp() {
        long end = System.nanoTime() + WARM_UP;
        while (System.nanoTime() < end) {
            yielding(1).run();
        }
    }

    /** One that has been run, and yields so often. */
    private static Continuation yielding(int times) {
        var continuation = new Continuation(SCOPE, () -> yieldOften(times));
        continuation.run();
        return continuation;
    }

    private static void yieldOften(int times) {
        for (int i = 0; i < times; i++) {
            Continuation.yield(SCOPE);
        }
    }
}
