package dev.covnc.coroutine.planted;

import dev.covnc.coroutine.Coroutine;
import dev.covnc.coroutine.CoroutineChannel;
import dev.covnc.coroutine.CoroutineScope;
import dev.covnc.coroutine.Signal;
import dev.covnc.coroutine.Suspends;
import dev.covnc.coroutine.Workers;

import java.io.BufferedReader;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.concurrent.Executor;

/** What must not be done, once each: the methods' names say what is wrong. Never run. */
@SuppressWarnings("unused")
final class Planted {
    private final Object monitor = new Object();
    private final Signal signal = new Signal();
    private Runnable keeper;

    static {
        Coroutine.yield();
    }

    Planted() {
        signal.await("it");
    }

    // Not marked.

    void callsOneThatIsMarked() {
        Coroutine.yield();
    }

    void callsItsOwn() {
        marked();
    }

    @Suspends
    void marked() {
        signal.await("it");
    }

    void closesAScopeAtTheEndOfATry() {
        try (var scope = new CoroutineScope()) {
            scope.cancel();
        }
    }

    String passesACarrierOn(DataInput wire) throws IOException {
        return DataInputStream.readUTF(wire);
    }

    String callsACarrier(RandomAccessFile wire) throws IOException {
        return wire.readLine();
    }

    String readsFromALiftedStream(CoroutineChannel channel) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(channel.inputStream()));
        return lines.readLine();
    }

    void printsToALiftedStream(CoroutineChannel channel, boolean loud) {
        var out = new PrintWriter(new OutputStreamWriter(channel.outputStream()), loud);
        out.println(loud ? "!" : ".");
    }

    void callsALambdaOfItsOwn() {
        Runnable lambda = () -> signal.await("it");
        lambda.run();
    }

    void runsALambdaForEach(List<Signal> signals) {
        signals.forEach(one -> one.await("each"));
    }

    // Marked or not.

    @Suspends
    void handsALambdaToAnotherThread(Executor executor) {
        executor.execute(() -> signal.await("it"));
    }

    @Suspends
    void handsOneOfTwoLambdasToAThread(boolean first, long wide, double wider) {
        Runnable either = first ? () -> System.out.println(wide + wider) : Coroutine::yield;
        Thread.ofPlatform().start(either);
    }

    @Suspends
    int handsALambdaToAWorker(Workers workers) {
        return workers.call(
                "it",
                () -> {
                    signal.await("it");
                    return 1;
                });
    }

    @Suspends
    void handsALambdaToAParameterThatIsNotMarked() {
        run(() -> signal.await("it"));
    }

    private static void run(Runnable body) {
        body.run();
    }

    void keepsALambda() {
        keeper = () -> signal.await("it");
    }

    Runnable returnsALambda() {
        return this::marked;
    }

    // With a monitor.

    @Suspends
    synchronized void isSynchronized() {
        Coroutine.yield();
    }

    @Suspends
    void synchronizes(int times) {
        for (int i = 0; i < times; i++) {
            synchronized (monitor) {
                try {
                    monitor.notifyAll();
                } finally {
                    Coroutine.yield();
                }
            }
        }
    }

    void startsOneThatSynchronizes(CoroutineScope scope) {
        scope.start(
                "it",
                () -> {
                    synchronized (monitor) {
                        signal.await("it");
                    }
                });
    }

    @Suspends
    synchronized void passesACarrierOnWhileSynchronized(DataInput wire) throws IOException {
        DataInputStream.readUTF(wire);
    }
}
