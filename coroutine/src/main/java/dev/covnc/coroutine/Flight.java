package dev.covnc.coroutine;

import dev.covnc.coroutine.CoroutineDump.Hold;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a flight recording is told. The only file that names {@code jdk.jfr}: where that module is
 * missing, it is not touched.
 */
final class Flight implements FlightRecorderListener {

    @Name("dev.covnc.CoroutineCreated")
    @Label("Coroutine Created")
    @Category("Coroutines")
    private static final class Created extends Event {
        @Label("Coroutine")
        String coroutine;

        @Label("Created By")
        @Description("The coroutine that created it; empty outside one")
        String creator;

        @Label("Back-end")
        String backEnd;
    }

    @Name("dev.covnc.CoroutineSwitch")
    @Label("Coroutine Switch")
    @Description("From the switch to a coroutine until the switch back, in which it keeps its loop")
    @Category("Coroutines")
    @Threshold("10 ms")
    @StackTrace(false)
    private static final class Switch extends Event {
        @Label("Coroutine")
        String coroutine;

        @Label("Waits For")
        @Description("What it suspended for; empty if it has ended")
        String waitsFor;
    }

    @Name("dev.covnc.LoopHeld")
    @Label("Event Loop Held")
    @Description("The watchdog found a coroutine that keeps its loop longer than the limit")
    @Category("Coroutines")
    @StackTrace(false)
    private static final class LoopHeld extends Event {
        @Label("Coroutine")
        String coroutine;

        @Label("Held Thread")
        String heldThread;

        @Label("Held For")
        @Timespan
        long heldFor;

        @Label("Stack")
        String stack;
    }

    private static final List<Class<? extends Event>> EVENTS =
            List.of(Created.class, Switch.class, LoopHeld.class);

    /** Begins to follow which recordings run, and whether they want to know. */
    static void follow() {
        FlightRecorder.addListener(new Flight());
        if (FlightRecorder.isInitialized()) {
            Watch.recorded(isWanted());
        }
    }

    @Override
    public void recordingStateChanged(Recording recording) {
        Watch.recorded(isWanted());
    }

    private static boolean isWanted() {
        return EVENTS.stream().anyMatch(event -> EventType.getEventType(event).isEnabled());
    }

    static void created(Coroutine coroutine) {
        var event = new Created();
        if (event.shouldCommit()) {
            event.coroutine = coroutine.name();
            event.creator = Coroutine.isInside() ? Coroutine.self().name() : "";
            event.backEnd = coroutine.backEnd().toString();
            event.commit();
        }
    }

    /** What {@link #over} finishes. */
    static Object begun() {
        var event = new Switch();
        event.begin();
        return event;
    }

    static void over(Stretch stretch) {
        if (!(stretch.event() instanceof Switch event)) {
            return;
        }
        event.end();
        if (event.shouldCommit()) {
            event.coroutine = stretch.coroutine().name();
            event.waitsFor = Objects.requireNonNullElse(stretch.coroutine().parking().reason(), "");
            event.commit();
        }
    }

    static void held(Hold hold) {
        var event = new LoopHeld();
        if (event.shouldCommit()) {
            event.coroutine = hold.coroutine().orElse("");
            event.heldThread = hold.thread();
            event.heldFor = hold.time().toNanos();
            event.stack =
                    hold.stack().stream()
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining("\n"));
            event.commit();
        }
    }
}
