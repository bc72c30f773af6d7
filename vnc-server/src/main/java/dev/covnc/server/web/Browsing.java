package dev.covnc.server.web;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Where browsers are: the addresses from which HTTP, TLS or WebSocket has come lately.
 *
 * <p>A browser opens a second socket with every navigation and uses it later. It must find that
 * socket silent, while a viewer waits to be greeted on a socket that looks the same.
 */
final class Browsing {
    private static final Duration LATELY = Duration.ofSeconds(30);

    /** So many addresses are remembered; more are not to be expected within the time. */
    private static final int MOST = 4096;

    private final LongSupplier nanos;

    /** When each was last seen, the longest ago first. */
    private final Map<InetAddress, Long> seen = new LinkedHashMap<>();

    /** What is to be told about a request, for each address that has silent sockets. */
    private final Map<InetAddress, Set<Runnable>> silent = new HashMap<>();

    Browsing(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether there has been a browser there lately. */
    boolean isAt(InetAddress address) {
        var last = seen.get(address);
        return last != null && nanos.getAsLong() - last < LATELY.toNanos();
    }

    /** There is a browser there just now. */
    void seenAt(InetAddress address) {
        long now = nanos.getAsLong();
        seen.remove(address);
        seen.put(address, now);
        dropThoseBefore(now - LATELY.toNanos());
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
        List.copyOf(silent.getOrDefault(address, Set.of())).forEach(Runnable::run);
    }

    /** The first are the oldest: what is looked at is dropped, but for one. */
    private void dropThoseBefore(long time) {
        for (var oldest = seen.values().iterator(); oldest.hasNext(); ) {
            if (oldest.next() - time > 0) {
                return;
            }
            oldest.remove();
        }
    }

    /** From now on whoever is silent there is told when a browser is seen. */
    void tell(InetAddress address, Runnable silentOne) {
        silent.computeIfAbsent(address, _ -> new LinkedHashSet<>()).add(silentOne);
    }

    void forget(InetAddress address, Runnable silentOne) {
        silent.computeIfPresent(
                address,
                (_, there) -> {
                    there.remove(silentOne);
                    return there.isEmpty() ? null : there;
                });
    }

    /** How much is remembered: nothing of those that are gone. */
    int size() {
        return seen.size() + silent.size();
    }
}
