package dev.covnc.encoders;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What was done, and the processor time that took: both per microsecond, since that is the unit of
 * these benchmarks. Pixels divided by time is Mpixel/s of one processor, whoever else uses it.
 */
@State(Scope.Thread)
@AuxCounters
public class Work {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Counted by the benchmarks, printed by JMH. */
    public long pixels;

    /** In microseconds. */
    public long time;

    private long begun;

    void begin() {
        begun = THREADS.getCurrentThreadCpuTime();
    }

    void end(long pixels) {
        this.pixels += pixels;
        time += (THREADS.getCurrentThreadCpuTime() - begun) / 1000;
    }
}
