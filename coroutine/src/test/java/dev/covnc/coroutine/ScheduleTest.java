package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.Coroutine.State;
import dev.covnc.coroutine.ScheduleModel.Actor;
import dev.covnc.coroutine.ScheduleModel.Step;
import dev.covnc.coroutine.ScheduleModel.Verb;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A million random steps of coroutines that lock, wait, wake, enter, cancel and end each other,
 * beside a model that says after each step who runs, what his step has come to, what everybody
 * waits for, and who holds what. The steps are those of the seed: what fails, fails again.
 */
class ScheduleTest {
    private static final int SEEDS = 10;
    private static final int SHOWN = 40;

    /** Those that may wait. */
    private static final Set<Verb> WAITING =
            EnumSet.of(
                    Verb.LOCK,
                    Verb.READ,
                    Verb.WRITE,
                    Verb.UPGRADE,
                    Verb.AWAIT,
                    Verb.AWAIT_IN_FRONT,
                    Verb.AWAIT_WITHOUT_MUTEX,
                    Verb.TAKE,
                    Verb.PARK,
                    Verb.YIELD);

    /** What the coroutines do, the frequent more than once. */
    private static final List<Verb> INSIDE =
            List.of(
                    Verb.LOCK,
                    Verb.LOCK,
                    Verb.LOCK,
                    Verb.READ,
                    Verb.READ,
                    Verb.READ,
                    Verb.READ,
                    Verb.AWAIT,
                    Verb.AWAIT_IN_FRONT,
                    Verb.AWAIT_WITHOUT_MUTEX,
                    Verb.WAKE_NEXT,
                    Verb.WAKE_NEXT,
                    Verb.WAKE_ALL,
                    Verb.TAKE,
                    Verb.TRY_TAKE,
                    Verb.GIVE_BACK,
                    Verb.GIVE_BACK,
                    Verb.PARK,
                    Verb.YIELD,
                    Verb.ENTER,
                    Verb.ENTER,
                    Verb.ENTER_IF_INACTIVE,
                    Verb.WAKE,
                    Verb.WAKE,
                    Verb.CANCEL,
                    Verb.START,
                    Verb.START);

    private static final List<Verb> OUTSIDE =
            List.of(
                    Verb.WAKE_NEXT,
                    Verb.WAKE_ALL,
                    Verb.TRY_TAKE,
                    Verb.GIVE_BACK,
                    Verb.ENTER,
                    Verb.ENTER,
                    Verb.ENTER_IF_INACTIVE,
                    Verb.WAKE,
                    Verb.WAKE,
                    Verb.CANCEL,
                    Verb.START,
                    Verb.START,
                    Verb.RUN_LOOP,
                    Verb.RUN_LOOP);

    static Stream<Arguments> schedules() {
        return Stream.of(BackEnd.values())
                .flatMap(
                        backEnd ->
                                new Random(2011)
                                        .ints(SEEDS)
                                        .mapToObj(seed -> Arguments.of(backEnd, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("schedules")
    void whoeverRunsNextAndWhateverIsHeldIsWhatTheModelSays(BackEnd backEnd, int seed) {
        int steps = backEnd == BackEnd.CONTINUATION ? 1_000_000 / SEEDS : 10_000;
        var schedule = new Schedule(backEnd, seed);
        try {
            schedule.play(steps);
            schedule.endAll();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "Seed %d on %s, after %d steps: %s%nThe last steps were:%n%s"
                            .formatted(seed, backEnd, schedule.taken, e.getMessage(), schedule),
                    e);
        }
        if (backEnd == BackEnd.CONTINUATION) {
            schedule.assertNothingUntried();
        }
    }

    /** The real thing, step by step beside the model. */
    private static final class Schedule {
        private final Random random;
        private final BackEnd backEnd;
        private final Loop loop = new Loop();
        private final ScheduleModel model = new ScheduleModel();
        private final Coroutine[] coroutines = new Coroutine[ScheduleModel.ACTORS];
        private final CoroutineScope[] scopes = new CoroutineScope[ScheduleModel.ACTORS];
        private final Mutex[] mutexes = {new Mutex("m0"), new Mutex("m1")};
        private final RwLock[] rwLocks = {new RwLock("l0"), new RwLock("l1")};
        private final WaitQueue[] queues = {new WaitQueue(), new WaitQueue()};
        private final SharedResource things = new SharedResource("things", ScheduleModel.THINGS);

        /** How often each verb has come to what, but for sentences. */
        private final Map<Verb, Set<String>> outcomes = new EnumMap<>(Verb.class);

        private final Queue<Told> lastSteps = new ArrayDeque<>();
        private int taken;
        private boolean ending;

        /** The first difference: from then on everybody only leaves. */
        private AssertionError difference;

        Schedule(BackEnd backEnd, int seed) {
            this.backEnd = backEnd;
            random = new Random(seed);
        }

        void play(int steps) {
            for (int i = 0; i < ScheduleModel.ACTORS; i++) {
                step(new Step(Verb.START, i));
            }
            while (taken < steps) {
                step(randomStep(OUTSIDE));
            }
        }

        void endAll() {
            ending = true;
            while (Stream.of(model.actors).anyMatch(actor -> actor.state != State.DEAD)) {
                for (int i = 0; i < ScheduleModel.ACTORS; i++) {
                    step(new Step(Verb.CANCEL, i));
                }
                step(new Step(Verb.RUN_LOOP, 0));
            }
            for (int i = 0; i < ScheduleModel.ACTORS; i++) {
                assertEndedAs(i);
            }
        }

        /** The outside does something. */
        private void step(Step step) {
            choose(step);
            report(step, perform(step));
        }

        /** The life of an actor. */
        private void live() {
            report(new Step(Verb.START, 0), "begins");
            while (true) {
                var step = actorStep(model.current());
                choose(step);
                if (step.verb() == Verb.END) {
                    return;
                }
                if (step.verb() == Verb.THROW) {
                    throw new IllegalStateException("a bug of " + Coroutine.self());
                }
                report(step, perform(step));
            }
        }

        private void choose(Step step) {
            lastSteps.add(new Told(model.current(), step, "?"));
            taken++;
            if (step.verb() == Verb.START && coroutines[step.thing()] != null) {
                guarded(() -> assertEndedAs(step.thing()));
            }
            guarded(() -> model.apply(step));
        }

        private Step actorStep(Actor self) {
            boolean leaves = random.nextInt(self.cancelled ? 3 : 50) == 0;
            if (!ending && !leaves) {
                return randomStep(INSIDE);
            }
            if (self.held.isEmpty() || random.nextInt(10) == 0) {
                return new Step(random.nextInt(5) == 0 ? Verb.THROW : Verb.END, 0);
            }
            var last = self.held.getLast();
            int mutex = List.of(model.mutexes).indexOf(last);
            return mutex >= 0
                    ? new Step(Verb.UNLOCK, mutex)
                    : new Step(Verb.LEAVE, List.of(model.rwLocks).indexOf(last));
        }

        private Step randomStep(List<Verb> verbs) {
            var verb = verbs.get(random.nextInt(verbs.size()));
            int lock = random.nextInt(ScheduleModel.LOCKS);
            int actor = random.nextInt(ScheduleModel.ACTORS);
            boolean sensible = random.nextInt(10) > 0;
            return switch (verb) {
                case LOCK -> new Step(sensible ? forMutex(lock) : either(verb, Verb.UNLOCK), lock);
                case READ -> new Step(sensible ? forRwLock(lock) : anyForRwLock(), lock);
                case AWAIT, AWAIT_IN_FRONT, WAKE_NEXT, WAKE_ALL -> new Step(verb, lock);
                case AWAIT_WITHOUT_MUTEX -> new Step(withMutex(lock, sensible), lock);
                case TAKE, TRY_TAKE -> new Step(verb, random.nextInt(sensible ? 5 : 7));
                case GIVE_BACK -> new Step(verb, random.nextInt(sensible ? 3 : 6));
                case ENTER, ENTER_IF_INACTIVE, WAKE, CANCEL -> new Step(verb, actor);
                case START -> new Step(isFree(actor) ? verb : Verb.WAKE, actor);
                default -> new Step(verb, 0);
            };
        }

        private boolean isFree(int actor) {
            return !ending && model.actors[actor].state == State.DEAD;
        }

        private Verb forMutex(int lock) {
            return model.mutexes[lock].isHeldBy(model.current()) ? Verb.UNLOCK : Verb.LOCK;
        }

        private Verb withMutex(int lock, boolean sensible) {
            return sensible && !model.mutexes[lock].isHeldBy(model.current())
                    ? Verb.LOCK
                    : Verb.AWAIT_WITHOUT_MUTEX;
        }

        private Verb forRwLock(int lock) {
            var line = model.rwLocks[lock];
            if (line.isHeldAloneBy(model.current())) {
                return either(Verb.DOWNGRADE, Verb.LEAVE);
            }
            return line.isHeldBy(model.current())
                    ? either(Verb.UPGRADE, Verb.LEAVE)
                    : either(Verb.READ, Verb.WRITE);
        }

        private Verb anyForRwLock() {
            var some = either(Verb.READ, Verb.WRITE);
            return either(either(some, Verb.LEAVE), either(Verb.UPGRADE, Verb.DOWNGRADE));
        }

        private Verb either(Verb one, Verb other) {
            return random.nextBoolean() ? one : other;
        }

        private String perform(Step step) {
            try {
                return tryToPerform(step);
            } catch (CancelledException _) {
                return "cancelled";
            } catch (IllegalStateException | IllegalArgumentException e) {
                return e.getMessage();
            }
        }

        private String tryToPerform(Step step) {
            int n = step.thing();
            switch (step.verb()) {
                case LOCK -> mutexes[n].lock();
                case UNLOCK -> mutexes[n].unlock();
                case READ -> rwLocks[n].lockToRead();
                case WRITE -> rwLocks[n].lockToWrite();
                case UPGRADE -> rwLocks[n].upgrade();
                case DOWNGRADE -> rwLocks[n].downgrade();
                case LEAVE -> rwLocks[n].unlock();
                case AWAIT -> queues[n].await("queue " + n);
                case AWAIT_IN_FRONT -> queues[n].awaitInFront("queue " + n);
                case AWAIT_WITHOUT_MUTEX -> queues[n].await("queue " + n, mutexes[n]);
                case WAKE_NEXT -> {
                    return String.valueOf(queues[n].wakeNext());
                }
                case WAKE_ALL -> queues[n].wakeAll();
                case TAKE -> things.take(n);
                case TRY_TAKE -> {
                    return String.valueOf(things.tryTake(n));
                }
                case GIVE_BACK -> things.giveBack(n);
                case PARK -> Coroutine.self().parking().park("a wake-up");
                case YIELD -> Coroutine.yield();
                case ENTER -> coroutines[n].enter();
                case ENTER_IF_INACTIVE -> coroutines[n].enterIfInactive();
                case WAKE -> coroutines[n].wake();
                case CANCEL -> coroutines[n].parking().cancel();
                case START -> start(n);
                case END, THROW -> throw new AssertionError(step);
                case RUN_LOOP -> loop.run();
            }
            return "";
        }

        private void start(int number) {
            scopes[number] = new CoroutineScope(loop.executor(), backEnd);
            coroutines[number] = scopes[number].start("a" + number, this::live);
        }

        /** A step has come to an end, and its doer goes on: compares everything. */
        private void report(Step step, String outcome) {
            lastSteps.add(new Told(Slot.whoIsHere(), step, outcome));
            while (lastSteps.size() > SHOWN) {
                lastSteps.remove();
            }
            guarded(() -> compare(step, outcome));
        }

        private void guarded(Runnable check) {
            try {
                if (difference == null) {
                    check.run();
                }
            } catch (AssertionError e) {
                difference = e;
            } catch (RuntimeException e) {
                difference = new AssertionError("The model has failed", e);
            }
            if (difference != null) {
                throw difference;
            }
        }

        private void compare(Step step, String outcome) {
            var self = model.current();
            assertSame(self.toString(), Slot.whoIsHere(), "Who runs on after " + step);
            assertSame(self.outcome, outcome, "What its " + step + " has come to");
            for (int i = 0; i < ScheduleModel.ACTORS; i++) {
                if (coroutines[i] != null) {
                    compare(model.actors[i], coroutines[i]);
                }
            }
            for (int i = 0; i < ScheduleModel.LOCKS; i++) {
                assertSame(model.mutexes[i].isHeld(), mutexes[i].isLocked(), "Locked");
                assertSame(model.isQueueEmpty(i), queues[i].isEmpty(), "Empty queue");
            }
            assertSame(model.available(), things.available(), "Available things");
            note(step, outcome);
        }

        private void compare(Actor actor, Coroutine coroutine) {
            var parking = coroutine.parking();
            assertSame(actor.state, coroutine.state(), actor);
            assertSame(actor.reason(), parking.reason(), actor);
            if (actor.state == State.RUNNING) {
                var held = actor.held.stream().map(Object::toString);
                assertSame(
                        held.collect(Collectors.joining(", ")),
                        parking.holdings().toString(),
                        "What is held by " + actor);
            }
        }

        /** Without a text for each of a hundred million comparisons. */
        private static void assertSame(Object modelled, Object real, Object what) {
            if (!Objects.equals(modelled, real)) {
                assertEquals(modelled, real, what.toString());
            }
        }

        private void assertEndedAs(int number) {
            String failure = null;
            try {
                scopes[number].shutDown().join();
            } catch (CompletionException e) {
                failure = e.getCause().getMessage();
            }
            assertSame(model.actors[number].failure, failure, "How a" + number + " has ended");
        }

        private void note(Step step, String outcome) {
            outcomes.computeIfAbsent(step.verb(), _ -> new HashSet<>())
                    .add(outcome.contains("Coroutine") ? "refused" : outcome);
        }

        /** The dice have left nothing out: every wait has ended well, and by being cancelled. */
        void assertNothingUntried() {
            for (var verb : EnumSet.complementOf(EnumSet.of(Verb.END, Verb.THROW))) {
                var known = outcomes.getOrDefault(verb, Set.of());
                assertFalse(known.isEmpty(), () -> verb + " was not tried");
                if (WAITING.contains(verb)) {
                    assertTrue(
                            known.containsAll(Set.of("", "cancelled")),
                            () -> verb + " has come to " + known + " only");
                }
            }
        }

        @Override
        public String toString() {
            return lastSteps.stream().map(Told::toString).collect(Collectors.joining("\n"));
        }
    }

    /**
     * A line of the log.
     *
     * @param outcome a question mark at the beginning of a step
     */
    private record Told(Object who, Step step, String outcome) {
        @Override
        public String toString() {
            return who + ": " + step.verb() + " " + step.thing() + " -> " + outcome;
        }
    }
}
