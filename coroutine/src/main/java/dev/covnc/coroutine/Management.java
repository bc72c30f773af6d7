package dev.covnc.coroutine;

import java.time.Duration;

/** What JMX clients talk to. */
final class Management implements CoroutinesMXBean {
    @Override
    public long getCount() {
        return Coroutines.count();
    }

    @Override
    public long getWatchdogMillis() {
        return Watchdog.limit().toMillis();
    }

    @Override
    public void setWatchdogMillis(long limit) {
        Coroutines.watch(Duration.ofMillis(limit));
    }

    @Override
    public String dump() {
        return Coroutines.dump().toString();
    }
}
