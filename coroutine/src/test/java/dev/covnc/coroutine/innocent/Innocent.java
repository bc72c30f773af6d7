package dev.covnc.coroutine.innocent;

import dev.covnc.coroutine.Coroutine;
import dev.covnc.coroutine.CoroutineChannel;
import dev.covnc.coroutine.CoroutineScope;
import dev.covnc.coroutine.Deadline;
import dev.covnc.coroutine.Signal;
import dev.covnc.coroutine.Suspends;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What may be done, though it looks much like what must not. Never run. */
@SuppressWarnings("unused")
final class Innocent implements Supplier<String> {
    /** A function that may suspend says so where it is declared. */
    interface Step {
        @Suspends
        void take();
    }

    private final Object monitor = new Object();
    private final Signal signal = new Signal();
    private final DataInput wire;
    private final Step step = () -> signal.await("it");

    /** To have a wire is not to read from it. */
    Innocent(DataInput wire) {
        this.wire = Objects.requireNonNull(wire);
    }

    static Innocent of(DataInput wire) {
        return new Innocent(wire);
    }

    void startsALambda(CoroutineScope scope) {
        scope.start("it", () -> signal.await("it"));
        scope.start("it", this::waits);
        Runnable later = this::waits;
        scope.start("it", later);
        Coroutine.create("it", Coroutine::yield);
    }

    @Suspends
    void waits() {
        Deadline.within(Duration.ZERO, "it", () -> signal.await("it"));
        List.of(signal).forEach(one -> one.await("each"));
        step.take();
    }

    @Suspends
    @Override
    public String get() {
        signal.await("it");
        return "with a bridge";
    }

    @Suspends
    String reads() throws IOException {
        return DataInputStream.readUTF(wire);
    }

    @Suspends
    int readsALiftedStream(CoroutineChannel channel) throws IOException {
        try (var in = channel.inputStream()) {
            return in.read();
        }
    }

    void posts(Executor executor) {
        executor.execute(signal::raise);
        executor.execute(() -> System.out.println(this));
    }

    @Suspends
    void suspendsBesidesASynchronizedBlock(int kind, long[] wide) {
        synchronized (monitor) {
            wide[kind] += 2L * kind;
            if (kind == 3) {
                return;
            }
        }
        signal.await("it");
        switch (kind) {
            case 1 -> signal.await("one");
            case 2 -> {
                synchronized (monitor) {
                    signal.raise();
                }
            }
            default -> throw new IllegalArgumentException("%s %s".formatted(kind, wide[0]));
        }
        signal.await("it");
    }

    /** It suspends for whoever runs it, and holds nothing. */
    synchronized Coroutine startsWhileSynchronized(CoroutineScope scope) {
        return scope.start("it", () -> signal.await("it"));
    }
}
