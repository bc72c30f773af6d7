package dev.covnc.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;

/** The least there is: a call of a method that is not inlined. */
public class CallBenchmark extends Measured {
    private long calls;

    @Benchmark
    public void functionCall() {
        called();
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private void called() {
        calls++;
    }
}
