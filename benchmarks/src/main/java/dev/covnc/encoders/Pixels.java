package dev.covnc.encoders;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What was done: per microsecond, since that is the unit of these benchmarks, Mpixel/s. */
@State(Scope.Thread)
@AuxCounters
public class Pixels {
    /** Counted by the benchmarks, printed by JMH. */
    public long pixels;
}
