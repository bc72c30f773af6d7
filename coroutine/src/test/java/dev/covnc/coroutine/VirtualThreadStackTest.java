package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** An interrupt belongs to the thread that it was sent to, and wakes nobody who has no baton. */
@Timeout(30)
class VirtualThreadStackTest {

    @Test
    void anInterruptedBodyThatIsSuspendedRestsAndIsInterruptedStill() throws InterruptedException {
        var body = new AtomicReference<Thread>();
        var interrupted = new ArrayList<Boolean>();
        var coroutine =
                Coroutine.create(
                        "interrupted",
                        BackEnd.VIRTUAL_THREAD,
                        () -> {
                            body.set(Thread.currentThread());
                            Thread.currentThread().interrupt();
                            Coroutine.yield();
                            interrupted.add(Thread.interrupted());
                        });
        coroutine.enter();
        awaitRest(body.get());
        coroutine.enter();
        assertEquals(1, interrupted.size());
        assertTrue(interrupted.getFirst());
    }

    @Test
    void anInterruptedEntererRestsWhileTheBodyRunsAndIsInterruptedStill()
            throws InterruptedException {
        var inside = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var coroutine = Coroutine.create("long", BackEnd.VIRTUAL_THREAD, () -> stay(inside, end));
        var interrupted = new AtomicReference<Boolean>();
        var enterer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    coroutine.enter();
                                    interrupted.set(Thread.currentThread().isInterrupted());
                                });
        inside.await();
        awaitRest(enterer);
        end.countDown();
        enterer.join();
        assertTrue(interrupted.get());
    }

    private static void stay(CountDownLatch inside, CountDownLatch end) {
        inside.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that spins is seen to run now and then. */
    private static void awaitRest(Thread thread) {
        for (int seen = 0; seen < 10_000; ) {
            assertFalse(Thread.interrupted(), () -> thread + " does not rest");
            seen = thread.getState() == Thread.State.WAITING ? seen + 1 : 0;
        }
    }
}
