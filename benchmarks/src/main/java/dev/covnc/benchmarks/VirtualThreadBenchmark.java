package dev.covnc.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Virtual threads, as anybody would write it: who enters is a virtual thread too, and all share one
 * carrier, so that no hand-off crosses the operating system's scheduler.
 */
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Djmh.executor=VIRTUAL",
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1"
        })
public class VirtualThreadBenchmark extends Measured {

    /** A thread that hands back what it is handed. */
    private static final class Partner {
        private final Thread thread;
        private volatile Thread turn;

        Partner(int turns) {
            var enterer = Thread.currentThread();
            turn = enterer;
            thread = Thread.ofVirtual().start(() -> take(turns, enterer));
        }

        private void take(int turns, Thread enterer) {
            for (int i = 0; i < turns; i++) {
                while (turn != thread) {
                    LockSupport.park();
                }
                turn = enterer;
                LockSupport.unpark(enterer);
            }
        }

        void enter() {
            turn = thread;
            LockSupport.unpark(thread);
            while (turn == thread) {
                LockSupport.park();
            }
        }
    }

    /** One that is handed over to for ever. */
    @State(Scope.Thread)
    public static class Hot {
        private Partner partner;

        @Setup
        public void begin() {
            warmUp();
            partner = new Partner(Integer.MAX_VALUE);
        }
    }

    /** Many of them, and whose turn it is. */
    @State(Scope.Thread)
    public static class Many {
        private Partner[] partners;
        private int turn;

        @Setup
        public void begin() {
            warmUp();
            partners =
                    Stream.generate(() -> new Partner(Integer.MAX_VALUE))
                            .limit(MANY)
                            .toArray(Partner[]::new);
            Collections.shuffle(Arrays.asList(partners), new Random(MANY));
        }

        private Partner next() {
            turn = turn + 1 == MANY ? 0 : turn + 1;
            return partners[turn];
        }
    }

    @Benchmark
    public void lifecycle() throws InterruptedException {
        Thread.ofVirtual().start(() -> {}).join();
    }

    @Benchmark
    @OperationsPerInvocation(DEPTH)
    public void nesting() {
        nest(DEPTH);
    }

    private static void nest(int levels) {
        if (levels > 0) {
            try {
                Thread.ofVirtual().start(() -> nest(levels - 1)).join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Benchmark
    public void yield(Hot hot) {
        hot.partner.enter();
    }

    @Benchmark
    public void yieldAmongMany(Many many) {
        many.next().enter();
    }

    @Benchmark
    public void cost() throws InterruptedException {
        var partner = new Partner(1);
        partner.enter();
        partner.thread.join();
    }

    /** So that what follows is measured compiled. */
    private static void warmUp() {
        long end = System.nanoTime() + WARM_UP;
        while (System.nanoTime() < end) {
            new Partner(1).enter();
        }
    }

    /** One round of the scheduler's queue. */
    @Benchmark
    public void waitOnLoop() {
        Thread.yield();
    }
}
