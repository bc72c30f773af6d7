package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Sleeping, and being woken from it; QEMU has no test of its {@code qemu_co_sleep}. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class SleepTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Stage stage;
    private final Signal alarm = new Signal();

    SleepTest(BackEnd backEnd) {
        stage = new Stage(backEnd);
    }

    @AfterEach
    void everybodyEndsAndNoTimerIsLeft() {
        stage.shutDown();
        assertEquals(-1, stage.loop.channel.runScheduledPendingTasks());
    }

    private Coroutine startSleeper() {
        return stage.start(
                "a",
                () -> stage.say(Sleep.during(SECOND, alarm) ? "heard the alarm" : "slept well"));
    }

    @Test
    void withoutAnAlarmItTakesItsTime() {
        startSleeper();
        stage.advance(SECOND.minusMillis(1));
        stage.assertSaid();
        stage.advance(Duration.ofMillis(1));
        stage.assertSaid("a slept well");
    }

    @Test
    void theAlarmEndsItAtOnce() {
        startSleeper();
        alarm.raise();
        stage.loop.run();
        stage.assertSaid("a heard the alarm");
    }

    @Test
    void anAlarmBeforeTheSleepIsRemembered() {
        alarm.raise();
        startSleeper();
        stage.assertSaid("a heard the alarm");
        startSleeper();
        stage.assertSaid();
    }

    @Test
    void anAlarmThatIsRaisedTwiceEndsOneSleep() {
        alarm.raise();
        alarm.raise();
        startSleeper();
        stage.assertSaid("a heard the alarm");
        startSleeper();
        stage.assertSaid();
    }

    @Test
    void noTimeAtAllLetsTheOthersRunAllTheSame() {
        stage.root.start(
                "a",
                () -> {
                    Sleep.during(Duration.ZERO);
                    stage.say("slept");
                });
        stage.start("b", () -> stage.say("runs"));
        stage.assertSaid("b runs", "a slept");
    }

    @Test
    void theLongestTimeThereIsEndsWithTheAlarm() {
        stage.start(
                "a",
                () -> {
                    Sleep.during(ChronoUnit.FOREVER.getDuration(), alarm);
                    stage.say("heard the alarm");
                });
        alarm.raise();
        stage.loop.run();
        stage.assertSaid("a heard the alarm");
    }

    @Test
    void anAlarmAtTheLastMomentCounts() {
        startSleeper();
        stage.loop.channel.advanceTimeBy(SECOND.toNanos(), TimeUnit.NANOSECONDS);
        stage.loop.channel.runScheduledPendingTasks();
        alarm.raise();
        stage.loop.run();
        stage.assertSaid("a heard the alarm");
    }

    @Test
    void anAlarmAfterTheSleepIsForTheNextOne() {
        startSleeper();
        stage.advance(SECOND);
        alarm.raise();
        startSleeper();
        stage.assertSaid("a slept well", "a heard the alarm");
    }

    @Test
    void anyOtherWakeUpDoesNotEndIt() {
        var a = startSleeper();
        a.wake();
        stage.loop.run();
        stage.assertSaid();
        stage.advance(SECOND);
        stage.assertSaid("a slept well");
    }

    @Test
    void oneThatSleepsIsNotEntered() {
        var a = startSleeper();
        var refusal = assertThrows(IllegalStateException.class, a::enter);
        assertEquals(
                "Coroutine 'a' waits for the end of its sleep; only a wake-up may enter it, not"
                        + " thread 'main'",
                refusal.getMessage());
    }

    @Test
    void anAlarmWakesOneSleeper() {
        startSleeper();
        stage.start("b", () -> stage.sayHowItEnds(() -> Sleep.during(SECOND, alarm)));
        stage.assertSaid(
                "b : Coroutine 'b' waits for a signal that Coroutine 'a' waits for already");
    }

    @Test
    void aCancelledSleeperLeavesItsAlarmToOthers() {
        var a = startSleeper();
        stage.cancel(a);
        startSleeper();
        alarm.raise();
        stage.loop.run();
        stage.assertSaid("a heard the alarm");
    }
}
