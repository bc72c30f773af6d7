package dev.covnc.coroutine;

import dev.covnc.coroutine.Coroutine.State;
import dev.covnc.coroutine.CoroutineDump.Hold;
import dev.covnc.coroutine.CoroutineDump.Live;

import io.netty.util.concurrent.EventExecutor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * A walk over the coroutines that live on one loop, on that loop: down from its root scopes to
 * their children, and to the scopes that those own. In slices, between which others run.
 */
final class Walk implements Runnable {
    /** Coroutines in a slice, which with their stacks is about a millisecond's worth. */
    private static final int SLICE = 128;

    /**
     * A coroutine that is still to be looked at.
     *
     * @param owner whose scope it is in
     * @param depth how many coroutines there are above it
     */
    record Stop(Coroutine coroutine, String owner, int depth) {}

    /** Brothers of whom some are still to be looked at; in one piece, for they may be very many. */
    private record Brothers(Iterator<Coroutine> rest, String owner, int depth) {}

    /** What is handed to the thread that asked, and is changed no more. */
    record Slice(List<Live> seen, List<Stop> strays, boolean isLast) {}

    private final EventExecutor loop;
    private final Slot slot;
    private final boolean stacks;
    private final ArrayDeque<Brothers> todo = new ArrayDeque<>();
    private final List<CoroutineScope> roots = new ArrayList<>();

    /** Most coroutines wait in few places: what is equal is kept once. */
    private final Map<List<StackTraceElement>, List<StackTraceElement>> known = new HashMap<>();

    private final BlockingQueue<Slice> slices = new LinkedBlockingQueue<>();
    private volatile boolean abandoned;

    /**
     * @param slot of the loop's thread; null if it is not known
     */
    Walk(EventExecutor loop, Slot slot, List<Stop> stops, boolean stacks) {
        this.loop = loop;
        this.slot = slot;
        this.stacks = stacks;
        for (var stop : stops) {
            todo.add(
                    new Brothers(List.of(stop.coroutine()).iterator(), stop.owner(), stop.depth()));
        }
    }

    /** A walk over all that hangs on the loop's root scopes. */
    static Walk over(Roots.Loop loop, boolean stacks) {
        var walk = new Walk(loop.executor(), loop.slot(), List.of(), stacks);
        walk.roots.addAll(loop.scopes());
        return walk;
    }

    /** Begins the walk, and does it all if this is the loop's thread, or the loop has ended. */
    void begin() {
        if (isHere() || loop.isTerminated()) {
            while (!slice().isLast()) {
                continue;
            }
            return;
        }
        try {
            loop.execute(this);
        } catch (RejectedExecutionException _) {
            // It is shutting down, and does not answer.
        }
    }

    private boolean isHere() {
        return Coroutine.isInside() && Coroutine.self().livesOn(loop) || loop.inEventLoop();
    }

    /** One slice; the next one when the loop comes round. */
    @Override
    public void run() {
        if (!abandoned && !slice().isLast()) {
            loop.execute(this);
        }
    }

    private Slice slice() {
        roots.forEach(root -> push(root.children(), "a root scope", 0));
        roots.clear();
        var seen = new ArrayList<Live>(SLICE);
        var strays = new ArrayList<Stop>();
        var stop = next();
        while (stop != null) {
            visit(stop, seen, strays);
            stop = seen.size() < SLICE ? next() : null;
        }
        var slice = new Slice(seen, strays, todo.isEmpty());
        slices.add(slice);
        return slice;
    }

    /** Whom to look at now; null when there is nobody left. */
    private Stop next() {
        while (!todo.isEmpty()) {
            var brothers = todo.peek();
            if (brothers.rest().hasNext()) {
                return new Stop(brothers.rest().next(), brothers.owner(), brothers.depth());
            }
            todo.pop();
        }
        return null;
    }

    private void visit(Stop stop, List<Live> seen, List<Stop> strays) {
        var coroutine = stop.coroutine();
        if (!coroutine.livesOn(loop)) {
            strays.add(stop);
        } else if (coroutine.state() != State.DEAD) {
            seen.add(live(stop, coroutine.parking()));
            coroutine
                    .parking()
                    .scopes()
                    .reversed()
                    .forEach(
                            scope ->
                                    push(scope.children(), coroutine.toString(), stop.depth() + 1));
        }
    }

    private void push(List<Coroutine> children, String owner, int depth) {
        todo.push(new Brothers(children.iterator(), owner, depth));
    }

    private Live live(Stop stop, Parking parking) {
        var coroutine = stop.coroutine();
        return new Live(
                coroutine.name(),
                stop.owner(),
                coroutine.backEnd(),
                coroutine.state(),
                parking.reason() == null ? "" : parking.reason(),
                parking.waited(),
                stop.depth(),
                stacks ? frames(coroutine) : List.of());
    }

    /** One that has entered another has its frames below that one's, and is not shown twice. */
    private List<StackTraceElement> frames(Coroutine coroutine) {
        var frames =
                switch (coroutine.state()) {
                    case SUSPENDED -> Frames.of(coroutine.stack().frames());
                    case RUNNING -> Frames.of(Thread.currentThread().getStackTrace());
                    case NEW, NORMAL, DEAD -> List.<StackTraceElement>of();
                };
        return known.computeIfAbsent(frames, same -> same);
    }

    /** Nobody waits for it any more. */
    void abandon() {
        abandoned = true;
    }

    BlockingQueue<Slice> slices() {
        return slices;
    }

    /** What keeps the loop from answering. */
    Hold hold(Duration silence) {
        return slot == null
                ? new Hold(Optional.empty(), name(), silence, List.of())
                : slot.hold(silence);
    }

    String name() {
        return slot == null ? loop.toString() : slot.thread.getName();
    }
}
