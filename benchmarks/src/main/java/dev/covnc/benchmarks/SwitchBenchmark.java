package dev.covnc.benchmarks;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.coroutine.Coroutine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** What a coroutine costs: a switch there and back, and a whole life. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
public class SwitchBenchmark {
    @Param public BackEnd backEnd;

    private Coroutine yielding;

    @Setup
    public void begin() {
        yielding = Coroutine.create("yielding", backEnd, SwitchBenchmark::yieldForEver);
        yielding.enter();
    }

    private static void yieldForEver() {
        while (true) {
            Coroutine.yield();
        }
    }

    @Benchmark
    public void enterAndYield() {
        yielding.enter();
    }

    @Benchmark
    public Coroutine createEnterAndEnd() {
        var coroutine = Coroutine.create("short", backEnd, () -> {});
        coroutine.enter();
        return coroutine;
    }
}
