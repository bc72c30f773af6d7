package dev.covnc.benchmarks;

import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** How all that stands in the table is measured: nanoseconds an operation, on the same JVM. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 120, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {
            "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
            // A small heap, all touched: else the first touch of its pages is what is measured.
            "-Xms256m",
            "-Xmx256m",
            "-XX:+AlwaysPreTouch",
            "-Xss16m"
        })
public class Measured {
    /** Depth of {@code nesting}, as in QEMU's test; it counts levels. */
    static final int DEPTH = 1_000;

    /** How many there are in the tests {@code AmongMany}, which go round them. */
    static final int MANY = 10_000;

    /**
     * For how long, in nanoseconds, short lives are lived before the long ones begin, so that the
     * body's method is compiled by then. A loop that is begun in the interpreter stays there for
     * long, and a stack with interpreted frames is slow to switch.
     */
    static final long WARM_UP = 500_000_000;
}
