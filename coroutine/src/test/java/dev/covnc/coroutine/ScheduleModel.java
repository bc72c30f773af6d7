package dev.covnc.coroutine;

import dev.covnc.coroutine.Coroutine.State;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/// What coroutines, locks and queues ought to do, in plain lists and counters: it runs nothing, it
/// only says who is next and what his last step came to. It shares no code with what it predicts.
///
/// - A lock is one list of all who want it, and the longest head of it that may hold it together
///   does: one writer, or readers up to the first writer. A mutex has writers only.
/// - Who runs is a stack of runs. At its bottom the loop takes whom the outside has woken, first
///   come first; each `enter` by hand lies on top. Whom a coroutine has woken goes in front of
///   those that are pending in its run when it suspends or ends; when none is pending, the run is
///   over.
final class ScheduleModel {
    static final int ACTORS = 8;
    static final int LOCKS = 2;
    static final int THINGS = 5;

    /**
     * What one does; `thing` of a step is the number of a lock, a queue or an actor, or a count.
     */
    enum Verb {
        LOCK,
        UNLOCK,
        READ,
        WRITE,
        UPGRADE,
        DOWNGRADE,
        LEAVE,
        AWAIT,
        AWAIT_IN_FRONT,
        AWAIT_WITHOUT_MUTEX,
        WAKE_NEXT,
        WAKE_ALL,
        TAKE,
        TRY_TAKE,
        GIVE_BACK,
        PARK,
        YIELD,
        ENTER,
        ENTER_IF_INACTIVE,
        WAKE,
        CANCEL,
        START,
        END,
        THROW,
        RUN_LOOP
    }

    record Step(Verb verb, int thing) {}

    /** A coroutine, or the outside. */
    static final class Actor {
        private final String words;
        State state = State.NEW;
        boolean cancelled;

        /** What its last step came to. */
        String outcome = "";

        /** What it has failed with. */
        String failure;

        /** What it must give back, in the order it was taken. */
        final List<Line> held = new ArrayList<>();

        private Wait wait;
        private boolean scheduled;
        private boolean wakeUpRemembered;
        private final List<Actor> woken = new ArrayList<>();

        private Actor(String words) {
            this.words = words;
        }

        String reason() {
            return wait == null ? null : wait.reason;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private enum Kind {
        START,
        YIELD,
        PARK
    }

    /**
     * @param isOver whether one that runs again need not wait again
     * @param shielded whether cancelling does not end it
     */
    private record Wait(
            String reason,
            Kind kind,
            boolean shielded,
            BooleanSupplier isOver,
            Runnable goOn,
            Runnable thrownOut) {}

    /** A lock. */
    final class Line {
        private final String words;
        private final List<Ticket> tickets = new ArrayList<>();

        private Line(String words) {
            this.words = words;
        }

        boolean isHeld() {
            return holding() > 0;
        }

        boolean isHeldBy(Actor actor) {
            return tickets.stream().limit(holding()).anyMatch(ticket -> ticket.actor == actor);
        }

        boolean isHeldAloneBy(Actor actor) {
            return isHeldBy(actor) && tickets.getFirst().exclusive;
        }

        /** How many, from the head on, hold it. */
        private int holding() {
            int count = 0;
            while (count < tickets.size() && !tickets.get(count).exclusive) {
                count++;
            }
            return count == 0 ? Math.min(1, tickets.size()) : count;
        }

        private Object holders() {
            if (!isHeld()) {
                return "nobody";
            }
            var actors = tickets.stream().limit(holding()).map(ticket -> ticket.actor).toList();
            return tickets.getFirst().exclusive ? actors.getFirst() : actors;
        }

        private Ticket add(Actor actor, boolean exclusive) {
            var ticket = new Ticket(actor, exclusive);
            tickets.add(ticket);
            ticket.granted = tickets.size() <= holding();
            return ticket;
        }

        private void remove(Actor actor) {
            tickets.removeIf(ticket -> ticket.actor == actor);
            wakeNewHolders();
        }

        private void wakeNewHolders() {
            for (var ticket : tickets.subList(0, holding())) {
                if (!ticket.granted) {
                    ticket.granted = true;
                    wake(ticket.actor);
                }
            }
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final class Ticket {
        private final Actor actor;
        private boolean exclusive;
        private boolean granted;
        private int count;

        private Ticket(Actor actor, boolean exclusive) {
            this.actor = actor;
            this.exclusive = exclusive;
        }
    }

    /** Those that were entered one after the other, until control goes back to the enterer. */
    private record Run(Actor enterer, Deque<Actor> pending) {
        Run(Actor enterer) {
            this(enterer, new ArrayDeque<>());
        }
    }

    final Actor outside = new Actor("thread '" + Thread.currentThread().getName() + "'");
    final Actor[] actors = new Actor[ACTORS];
    final Line[] mutexes = {new Line("mutex 'm0'"), new Line("mutex 'm1'")};
    final Line[] rwLocks = {new Line("read-write lock 'l0'"), new Line("read-write lock 'l1'")};
    private final List<List<Ticket>> queues = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<Ticket> takers = new ArrayList<>();
    private long available = THINGS;

    private final Deque<Run> runs = new ArrayDeque<>();
    private final Queue<Actor> posted = new ArrayDeque<>();

    /** Whose step has come to something, and who does the next. */
    private Actor current = outside;

    Actor current() {
        return current;
    }

    long available() {
        return available;
    }

    boolean isQueueEmpty(int number) {
        return queues.get(number).isEmpty();
    }

    /** The current one does this; afterwards another may be current. */
    void apply(Step step) {
        var self = current;
        int n = step.thing();
        switch (step.verb()) {
            case LOCK -> lock(self, mutexes[n], true);
            case UNLOCK -> unlock(self, mutexes[n]);
            case READ -> lock(self, rwLocks[n], false);
            case WRITE -> lock(self, rwLocks[n], true);
            case UPGRADE -> upgrade(self, rwLocks[n]);
            case DOWNGRADE -> downgrade(self, rwLocks[n]);
            case LEAVE -> leave(self, rwLocks[n]);
            case AWAIT -> await(self, n, false, () -> done(""), () -> done("cancelled"));
            case AWAIT_IN_FRONT -> await(self, n, true, () -> done(""), () -> done("cancelled"));
            case AWAIT_WITHOUT_MUTEX -> awaitWithout(self, n, mutexes[n]);
            case WAKE_NEXT -> done(String.valueOf(wakeNext(n)));
            case WAKE_ALL -> wakeAll(n);
            case TAKE -> take(self, n);
            case TRY_TAKE -> tryTake(self, n);
            case GIVE_BACK -> giveBack(self, n);
            case PARK -> park(self);
            case YIELD -> waitForEnterer(self);
            case ENTER -> enter(self, actors[n]);
            case ENTER_IF_INACTIVE -> enterIfInactive(self, actors[n]);
            case WAKE -> wakeOne(actors[n]);
            case CANCEL -> cancel(actors[n]);
            case START -> start(n);
            case END -> end(self, null);
            case THROW -> end(self, "a bug of " + self);
            case RUN_LOOP -> runLoop();
        }
    }

    private void done(String outcome) {
        current.outcome = outcome;
    }

    // Locks.

    private void lock(Actor self, Line line, boolean exclusive) {
        if (line.isHeldBy(self)) {
            done(self + " locks " + line + ", which it holds already");
            return;
        }
        join(self, line, exclusive, false, () -> hold(self, line, ""), () -> done("cancelled"));
    }

    private void hold(Actor self, Line line, String outcome) {
        self.held.add(line);
        done(outcome);
    }

    /** Stands in line until it has got the lock. */
    private void join(
            Actor self,
            Line line,
            boolean exclusive,
            boolean shielded,
            Runnable goOn,
            Runnable thrownOut) {
        var reason = line + ", held by " + line.holders();
        var ticket = line.add(self, exclusive);
        Runnable leaveTheLine =
                () -> {
                    line.remove(self);
                    thrownOut.run();
                };
        until(self, reason, shielded, () -> ticket.granted, goOn, leaveTheLine);
    }

    private void unlock(Actor self, Line line) {
        if (!line.isHeldBy(self)) {
            done(
                    self
                            + " unlocks "
                            + line
                            + (line.isHeld()
                                    ? ", held by " + line.holders()
                                    : ", which nobody holds"));
            return;
        }
        giveUp(self, line);
        done("");
    }

    private void giveUp(Actor self, Line line) {
        self.held.remove(line);
        line.remove(self);
    }

    private void leave(Actor self, Line line) {
        if (!line.isHeldBy(self)) {
            done(self + " unlocks " + line + ", which it does not hold but " + line.holders());
            return;
        }
        giveUp(self, line);
        done("");
    }

    private void upgrade(Actor self, Line line) {
        if (!line.isHeldBy(self) || line.isHeldAloneBy(self)) {
            done(self + " does not hold " + line + " to read; held by " + line.holders());
            return;
        }
        line.remove(self);
        Runnable readAgain = () -> join(self, line, false, true, () -> done("cancelled"), () -> {});
        join(self, line, true, false, () -> done(""), readAgain);
    }

    private void downgrade(Actor self, Line line) {
        if (!line.isHeldAloneBy(self)) {
            done(self + " does not hold " + line + " to write; held by " + line.holders());
            return;
        }
        line.tickets.getFirst().exclusive = false;
        line.wakeNewHolders();
        done("");
    }

    // Queues.

    private void await(Actor self, int number, boolean inFront, Runnable goOn, Runnable thrownOut) {
        var queue = queues.get(number);
        var ticket = new Ticket(self, false);
        queue.add(inFront ? 0 : queue.size(), ticket);
        Runnable passItOn =
                () -> {
                    queue.remove(ticket);
                    if (ticket.granted) {
                        wakeNext(number);
                    }
                    thrownOut.run();
                };
        until(self, "queue " + number, false, () -> ticket.granted, goOn, passItOn);
    }

    private void awaitWithout(Actor self, int number, Line mutex) {
        if (!mutex.isHeldBy(self)) {
            unlock(self, mutex);
            return;
        }
        giveUp(self, mutex);
        await(
                self,
                number,
                false,
                () -> lockAgain(self, mutex, ""),
                () -> lockAgain(self, mutex, "cancelled"));
    }

    private void lockAgain(Actor self, Line mutex, String outcome) {
        join(self, mutex, true, true, () -> hold(self, mutex, outcome), () -> {});
    }

    private boolean wakeNext(int number) {
        var queue = queues.get(number);
        if (queue.isEmpty()) {
            return false;
        }
        var first = queue.removeFirst();
        first.granted = true;
        wake(first.actor);
        return true;
    }

    private void wakeAll(int number) {
        for (int count = queues.get(number).size(); count > 0; count--) {
            wakeNext(number);
        }
        done("");
    }

    // Things.

    private void take(Actor self, int count) {
        if (count > THINGS) {
            done(self + " takes " + count + " of " + THINGS + " things");
            return;
        }
        var ticket = new Ticket(self, false);
        ticket.count = count;
        ticket.granted = takers.isEmpty() && count <= available;
        if (ticket.granted) {
            available -= count;
        } else {
            takers.add(ticket);
        }
        Runnable putBack =
                () -> {
                    takers.remove(ticket);
                    available += ticket.granted ? count : 0;
                    serveTakers();
                    done("cancelled");
                };
        var reason = count + " of " + THINGS + " things";
        until(self, reason, false, () -> ticket.granted, () -> done(""), putBack);
    }

    private void tryTake(Actor self, int count) {
        if (count > THINGS) {
            done(self + " takes " + count + " of " + THINGS + " things");
            return;
        }
        boolean can = takers.isEmpty() && count <= available;
        available -= can ? count : 0;
        done(String.valueOf(can));
    }

    private void giveBack(Actor self, int count) {
        long taken = THINGS - available;
        if (count > taken) {
            done(
                    "%s gives back %d things, but only %d of %d are taken"
                            .formatted(self, count, taken, THINGS));
            return;
        }
        available += count;
        serveTakers();
        done("");
    }

    private void serveTakers() {
        while (!takers.isEmpty() && takers.getFirst().count <= available) {
            var first = takers.removeFirst();
            available -= first.count;
            first.granted = true;
            wake(first.actor);
        }
    }

    // Waiting and waking.

    private void until(
            Actor self,
            String reason,
            boolean shielded,
            BooleanSupplier isOver,
            Runnable goOn,
            Runnable thrownOut) {
        if (isOver.getAsBoolean()) {
            goOn.run();
        } else if (self.cancelled && !shielded) {
            thrownOut.run();
        } else {
            self.wakeUpRemembered = false; // It looks again, in vain, and waits.
            suspend(self, new Wait(reason, Kind.PARK, shielded, isOver, goOn, thrownOut));
        }
    }

    private void park(Actor self) {
        if (self.cancelled) {
            done("cancelled");
        } else if (self.wakeUpRemembered) {
            self.wakeUpRemembered = false;
            done("");
        } else {
            suspend(self, plain("a wake-up", Kind.PARK));
        }
    }

    private void waitForEnterer(Actor self) {
        if (self.cancelled) {
            done("cancelled");
        } else {
            suspend(self, plain("somebody to enter it", Kind.YIELD));
        }
    }

    private Wait plain(String reason, Kind kind) {
        return new Wait(reason, kind, false, () -> true, () -> done(""), () -> done("cancelled"));
    }

    private void wakeOne(Actor actor) {
        wake(actor);
        done("");
    }

    private void cancel(Actor actor) {
        actor.cancelled = true;
        wake(actor);
        done("");
    }

    private void wake(Actor actor) {
        boolean onlyEntered =
                actor.wait != null && actor.wait.kind == Kind.YIELD && !actor.cancelled;
        if (actor.wait == null || actor.scheduled || onlyEntered) {
            actor.wakeUpRemembered = true;
            return;
        }
        actor.scheduled = true;
        if (current == outside) {
            posted.add(actor);
        } else {
            current.woken.add(actor);
        }
    }

    // Who runs.

    private void start(int number) {
        var actor = new Actor("Coroutine 'a" + number + "'");
        actor.wait =
                new Wait(
                        "its start",
                        Kind.START,
                        true,
                        () -> true,
                        () -> done("begins"),
                        () -> done("begins"));
        actors[number] = actor;
        wake(actor);
        done("");
    }

    private void end(Actor self, String failure) {
        self.failure = failure;
        if (!self.held.isEmpty()) {
            var left = String.join(", ", self.held.stream().map(Line::toString).toList());
            self.failure = self + " ended without giving back " + left;
        }
        while (!self.held.isEmpty()) {
            giveUp(self, self.held.getLast());
        }
        self.state = State.DEAD;
        letTheWokenRun(self);
    }

    private void enterIfInactive(Actor self, Actor actor) {
        if (actor.state == State.RUNNING || actor.state == State.NORMAL) {
            done("");
        } else {
            enter(self, actor);
        }
    }

    private void enter(Actor self, Actor actor) {
        if (actor.wait != null && (actor.wait.kind != Kind.YIELD || actor.scheduled)) {
            done(
                    "%s waits for %s; only a wake-up may enter it, not %s"
                            .formatted(actor, actor.wait.reason, self));
        } else if (actor.state == State.DEAD) {
            done(actor + " entered after its end, by " + self);
        } else if (actor.state != State.SUSPENDED) {
            done(actor + " re-entered recursively, by " + self);
        } else {
            self.state = State.NORMAL;
            runs.push(new Run(self));
            resume(actor);
        }
    }

    private void resume(Actor self) {
        var wait = self.wait;
        self.wait = null;
        self.scheduled = false;
        self.state = State.RUNNING;
        current = self;
        if (wait.kind == Kind.PARK) {
            self.wakeUpRemembered = false;
        }
        if (self.cancelled && !wait.shielded) {
            wait.thrownOut.run();
        } else if (wait.isOver.getAsBoolean()) {
            wait.goOn.run();
        } else {
            suspend(self, wait);
        }
    }

    private void suspend(Actor self, Wait wait) {
        self.wait = wait;
        self.state = State.SUSPENDED;
        letTheWokenRun(self);
    }

    private void letTheWokenRun(Actor self) {
        var run = runs.element();
        self.woken.reversed().forEach(run.pending::addFirst);
        self.woken.clear();
        if (!run.pending.isEmpty()) {
            resume(run.pending.remove());
            return;
        }
        runs.pop();
        if (run.enterer == null) {
            runLoop();
        } else {
            current = run.enterer;
            current.state = State.RUNNING;
            done("");
        }
    }

    private void runLoop() {
        current = outside;
        if (posted.isEmpty()) {
            done("");
        } else {
            runs.push(new Run(null));
            resume(posted.remove());
        }
    }
}
