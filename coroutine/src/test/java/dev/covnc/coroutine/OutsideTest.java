package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Outside a coroutine everything that suspends says its own name, even where it need not wait. */
class OutsideTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final CoroutineChannel channel = new CoroutineChannel(new EmbeddedChannel(), LONG);
    private final InputStream input = channel.inputStream();
    private final OutputStream output = channel.outputStream();
    private final Mutex mutex = new Mutex("m");
    private final RwLock lock = new RwLock("l");
    private final SharedResource resource = new SharedResource("r", 1);
    private final Conduit<String> conduit = new Conduit<>("conduit", 1);
    private final WaitQueue queue = new WaitQueue();
    private final CompletableFuture<String> done = CompletableFuture.completedFuture("done");
    private final byte[] bytes = new byte[1];

    private Map<String, Executable> calls() {
        return Map.ofEntries(
                Map.entry("Coroutine.yield", Coroutine::yield),
                Map.entry("Coroutine.moveTo", () -> Coroutine.moveTo(null)),
                Map.entry("Signal.await", () -> new Signal().await("it")),
                Map.entry("Sleep.during", () -> Sleep.during(Duration.ZERO)),
                Map.entry("Deadline.within", () -> Deadline.within(LONG, "it", () -> {})),
                Map.entry("Deadline.shielded", () -> Deadline.shielded(LONG, "it", () -> {})),
                Map.entry("Await.completion", () -> Await.completion(done)),
                Map.entry(
                        "Await.future",
                        () -> Await.future(ImmediateEventExecutor.INSTANCE.newSucceededFuture(""))),
                Map.entry("Workers.call", () -> new Workers(Runnable::run).call("it", () -> "")),
                Map.entry("Mutex.lock", mutex::lock),
                Map.entry("Mutex.locked", () -> mutex.locked(() -> {})),
                Map.entry("RwLock.lockToRead", lock::lockToRead),
                Map.entry("RwLock.lockToWrite", lock::lockToWrite),
                Map.entry("RwLock.upgrade", lock::upgrade),
                Map.entry("SharedResource.take", () -> resource.take(1)),
                Map.entry("Conduit.send", () -> conduit.send("it")),
                Map.entry("Conduit.receive", conduit::receive),
                Map.entry("WaitQueue.await", () -> queue.await("it")),
                Map.entry("WaitQueue.awaitInFront", () -> queue.awaitInFront("it")),
                Map.entry("CoroutineChannel.readByte", channel::readByte),
                Map.entry("CoroutineChannel.read", () -> channel.read(bytes, 0, 0)),
                Map.entry("CoroutineChannel.skip", () -> channel.skip(0)),
                Map.entry("CoroutineChannel.write", () -> channel.write(bytes, 0, 0)),
                Map.entry("CoroutineChannel.flush", channel::flush),
                Map.entry("CoroutineChannel.drain", channel::drain),
                Map.entry("CoroutineChannel.endOutput", channel::endOutput),
                Map.entry("LiftedInput.read", input::read),
                Map.entry("LiftedOutput.write", () -> output.write(0)),
                Map.entry("LiftedOutput.flush", output::flush));
    }

    @TestFactory
    Stream<DynamicTest> itIsRefusedByName() {
        return calls().entrySet().stream()
                .map(call -> DynamicTest.dynamicTest(call.getKey(), () -> refused(call)));
    }

    private static void refused(Map.Entry<String, Executable> call) {
        var refusal = assertThrows(IllegalStateException.class, call.getValue());
        var sentence = call.getKey() + " suspends, and this is not inside a coroutine";
        assertTrue(refusal.getMessage().endsWith(sentence), refusal::getMessage);
    }

    /** The outermost is named: its caller is who has to be looked at. */
    @Test
    void aMarkedMethodAroundItIsNamedInstead() {
        var refusal = assertThrows(IllegalStateException.class, OutsideTest::readTwice);
        assertEquals(
                "OutsideTest.readTwice suspends, and this is not inside a coroutine",
                refusal.getMessage());
    }

    @Suspends
    private static void readTwice() {
        Sleep.during(LONG);
        Sleep.during(LONG);
    }

    @Test
    void oneThatSuspendsNotIsNotBlamed() {
        var refusal = assertThrows(IllegalStateException.class, Coroutine::self);
        assertEquals("This is not inside a coroutine", refusal.getMessage());
    }

    @Test
    void yieldingGoesBackToNoOne() {
        var refusal = assertThrows(IllegalStateException.class, Coroutine::yield);
        assertTrue(refusal.getMessage().startsWith("Yielding to no one: "), refusal::getMessage);
    }
}
