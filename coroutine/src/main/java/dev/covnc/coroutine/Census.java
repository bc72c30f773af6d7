package dev.covnc.coroutine;

import dev.covnc.coroutine.Coroutine.State;
import dev.covnc.coroutine.CoroutineDump.Live;
import dev.covnc.coroutine.CoroutineDump.OnLoop;
import dev.covnc.coroutine.Walk.Stop;

import io.netty.util.concurrent.EventExecutor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks all loops at once who lives there, and waits for their answers, but not for ever. */
final class Census {
    private final Duration patience;
    private final boolean stacks;
    private final List<OnLoop> loops = new ArrayList<>();

    /** Those met on a loop that they do not live on any more, by the one that they live on. */
    private final Map<EventExecutor, List<Stop>> strays = new LinkedHashMap<>();

    private Census(Duration patience, boolean stacks) {
        this.patience = patience;
        this.stacks = stacks;
    }

    static CoroutineDump take(Duration patience, boolean stacks) {
        var time = Instant.now();
        var census = new Census(patience, stacks);
        census.ask(Roots.loops().stream().map(loop -> Walk.over(loop, stacks)).toList());
        census.ask(
                census.strays.entrySet().stream()
                        .map(entry -> new Walk(entry.getKey(), null, entry.getValue(), stacks))
                        .toList());
        var byHand = Roots.byHand().stream().flatMap(census::enteredByHand).toList();
        return new CoroutineDump(time, List.copyOf(census.loops), byHand, CheckedStack.ON);
    }

    private void ask(List<Walk> walks) {
        long asked = System.nanoTime();
        walks.forEach(Walk::begin);
        for (var walk : walks) {
            var answer = answer(walk, asked);
            if (answer.hold().isPresent() || !answer.coroutines().isEmpty()) {
                loops.add(answer);
            }
        }
    }

    private OnLoop answer(Walk walk, long asked) {
        var seen = new ArrayList<Live>();
        long heard = asked;
        while (true) {
            var slice = next(walk, heard + TimeUnit.NANOSECONDS.convert(patience));
            if (slice == null) {
                walk.abandon();
                var silence = Duration.ofNanos(System.nanoTime() - heard);
                return new OnLoop(walk.name(), Optional.of(walk.hold(silence)), seen);
            }
            seen.addAll(slice.seen());
            slice.strays().forEach(this::follow);
            if (slice.isLast()) {
                return new OnLoop(walk.name(), Optional.empty(), seen);
            }
            heard = System.nanoTime();
        }
    }

    /** Null when the time is over; an interruption has to wait until then. */
    private static Walk.Slice next(Walk walk, long deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    long left = Math.max(0, deadline - System.nanoTime());
                    return walk.slices().poll(left, TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void follow(Stop stray) {
        strays.computeIfAbsent(stray.coroutine().parking().loop(), _ -> new ArrayList<>())
                .add(stray);
    }

    private Stream<Live> enteredByHand(Coroutine coroutine) {
        if (coroutine.state() == State.DEAD || !(coroutine.stack() instanceof CheckedStack stack)) {
            return Stream.empty();
        }
        var frames = stacks ? Frames.of(stack.frames()) : List.<StackTraceElement>of();
        return Stream.of(
                new Live(
                        coroutine.name(),
                        Objects.requireNonNullElse(stack.enteredBy(), ""),
                        coroutine.backEnd(),
                        coroutine.state(),
                        "",
                        Duration.ZERO,
                        0,
                        frames));
    }
}
