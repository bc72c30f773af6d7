package dev.covnc.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who has failed to prove who it is, and how long its next answers have to wait: after some
 * failures, 1 second after the last, then 2, 4 and so on up to a limit. Only wrong credentials
 * count, and nobody is locked out: an answer waits until the time that was set when the attempt
 * came, however many fail meanwhile. Lives on the event loop.
 */
final class Failures {
    private static final int MOST_ORIGINS = 10_000;
    private static final long FORGOTTEN_AFTER = TimeUnit.HOURS.toNanos(1);

    private final Limits limits;
    private final LongSupplier nanos;

    /** The one that failed longest ago first. */
    private final LinkedHashMap<Origin, Record> records = new LinkedHashMap<>();

    /** The number of failures, when the last was, and until when answers wait. */
    private record Record(int failures, long last, long until) {}

    Failures(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    /** How long the answer to an attempt that is made now has to wait. */
    Duration delay(Origin origin) {
        var record = records.get(origin);
        return record == null
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, record.until - nanos.getAsLong()));
    }

    void failed(Origin origin) {
        long now = nanos.getAsLong();
        var before = records.remove(origin);
        boolean isNew = before == null || now - before.last >= FORGOTTEN_AFTER;
        int failures = isNew ? 1 : Math.min(before.failures + 1, Integer.MAX_VALUE - 1);
        long until = now + penalty(failures).toNanos();
        records.put(
                origin, new Record(failures, now, isNew ? until : Math.max(before.until, until)));
        while (records.size() > MOST_ORIGINS) {
            records.pollFirstEntry();
        }
    }

    private Duration penalty(int failures) {
        int beyond = failures - limits.freeFailures();
        if (beyond <= 0) {
            return Duration.ZERO;
        }
        var doubled = Duration.ofSeconds(1L << Math.min(beyond - 1, 30));
        return doubled.compareTo(limits.longestBackOff()) < 0 ? doubled : limits.longestBackOff();
    }

    /** It was not the one that guesses, or the guessing is over. */
    void succeeded(Origin origin) {
        records.remove(origin);
    }

    int size() {
        return records.size();
    }
}
