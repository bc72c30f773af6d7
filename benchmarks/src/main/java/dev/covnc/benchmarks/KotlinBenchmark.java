package dev.covnc.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Stream;

/** Kotlin's coroutines without a library: the compiler cuts their functions into states. */
public class KotlinBenchmark extends Measured {

    /** One that yields for ever. */
    @State(Scope.Thread)
    public static class Hot {
        private LanguageCoroutine coroutine;

        @Setup
        public void begin() {
            coroutine = yielding();
        }
    }

    /** Many that yield for ever, and whose turn it is. */
    @State(Scope.Thread)
    public static class Many {
        private LanguageCoroutine[] coroutines;
        private int turn;

        @Setup
        public void begin() {
            coroutines =
                    Stream.generate(KotlinBenchmark::yielding)
                            .limit(MANY)
                            .toArray(LanguageCoroutine[]::new);
            Collections.shuffle(Arrays.asList(coroutines), new Random(MANY));
        }

        private LanguageCoroutine next() {
            turn = turn + 1 == MANY ? 0 : turn + 1;
            return coroutines[turn];
        }
    }

    @Benchmark
    public void lifecycle() {
        LanguageCoroutine.empty().enter();
    }

    @Benchmark
    @OperationsPerInvocation(DEPTH)
    public void nesting() {
        LanguageCoroutine.nesting(DEPTH).enter();
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
        var coroutine = LanguageCoroutine.yieldingOnce();
        coroutine.enter();
        coroutine.enter();
    }

    private static LanguageCoroutine yielding() {
        var coroutine = LanguageCoroutine.yieldingForEver();
        coroutine.enter();
        return coroutine;
    }
}
