package dev.covnc.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** The coroutines of kotlinx.coroutines, on the event loop of {@code runBlocking}. */
public class KotlinxBenchmark extends Measured {
    private static final int BATCH = 1_000;

    /** How often each of many waits: so often that its making does not count. */
    private static final int ROUNDS = 100;

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void lifecycle() {
        LibraryCoroutines.lifecycles(BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void cost() {
        LibraryCoroutines.costs(BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void waitOnLoop() {
        LibraryCoroutines.yields(BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(MANY * ROUNDS)
    public void waitOnLoopAmongMany() {
        LibraryCoroutines.yieldsAmong(MANY, ROUNDS);
    }
}
