package dev.covnc.coroutine;

import io.netty.util.concurrent.EventExecutor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the living coroutines hang: the root scopes, by which all others are found; in checked mode
 * also those that are entered by hand. Nothing is kept alive here. For every thread.
 */
final class Roots {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Map<CoroutineScope, Home> SCOPES =
            Collections.synchronizedMap(new WeakHashMap<>());
    private static final Set<Coroutine> BY_HAND =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Where a root scope's coroutines run. Not the scope itself, which would never be garbage. */
    private static final class Home {
        final long number = COUNT.getAndIncrement();

        /** Null until the loop has run what notes it. */
        volatile Slot slot;
    }

    /**
     * A loop with the root scopes on it.
     *
     * @param slot of its thread; null while that is not known
     */
    record Loop(EventExecutor executor, Slot slot, List<CoroutineScope> scopes) {}

    static {
        Onlookers.letIn();
    }

    private Roots() {}

    static void add(CoroutineScope root) {
        var home = new Home();
        SCOPES.put(root, home);
        if (root.loop().inEventLoop()) {
            home.slot = Slot.here();
            return;
        }
        try {
            root.loop().execute(() -> home.slot = Slot.here());
        } catch (RejectedExecutionException _) {
            // It has been shut down: what is started there will say so.
        }
    }

    static void add(Coroutine byHand) {
        BY_HAND.add(byHand);
    }

    static List<Coroutine> byHand() {
        synchronized (BY_HAND) {
            return List.copyOf(BY_HAND);
        }
    }

    /** The loops that have root scopes, the oldest first. */
    static List<Loop> loops() {
        var loops = new LinkedHashMap<EventExecutor, Loop>();
        for (var root : oldestFirst()) {
            var slot = root.getValue().slot;
            loops.computeIfAbsent(
                            root.getKey().loop(),
                            executor -> new Loop(executor, slot, new ArrayList<>()))
                    .scopes()
                    .add(root.getKey());
        }
        return List.copyOf(loops.values());
    }

    private static List<Map.Entry<CoroutineScope, Home>> oldestFirst() {
        var roots = new ArrayList<Map.Entry<CoroutineScope, Home>>();
        synchronized (SCOPES) {
            SCOPES.forEach((scope, home) -> roots.add(Map.entry(scope, home)));
        }
        roots.sort(Comparator.comparing(root -> root.getValue().number));
        return roots;
    }
}
