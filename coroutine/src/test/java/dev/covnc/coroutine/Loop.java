package dev.covnc.coroutine;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event loop that runs when the test says so, by a clock that the test moves. */
final class Loop {
    final EmbeddedChannel channel = new EmbeddedChannel();

    Loop() {
        channel.freezeTime();
    }

    EventExecutor executor() {
        return channel.eventLoop();
    }

    /** Runs what is posted and due, until nothing is. */
    Loop run() {
        do {
            channel.runPendingTasks();
        } while (channel.hasPendingTasks());
        return this;
    }

    Loop advance(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        return run();
    }
}
