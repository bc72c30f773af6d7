package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import javax.management.JMX;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;

/** What the watchdog, JMX clients and flight recordings see, on every back-end. */
@ParameterizedClass
@EnumSource(BackEnd.class)
@Timeout(30)
class OnlookersTest {
    private final EventExecutor loop =
            new DefaultEventExecutor(new DefaultThreadFactory("watched"));
    private final CoroutineScope root;
    private final Warnings warnings = new Warnings();
    private final CountDownLatch end = new CountDownLatch(1);

    OnlookersTest(BackEnd backEnd) {
        root = new CoroutineScope(loop, backEnd);
    }

    @AfterEach
    void end() throws InterruptedException {
        Coroutines.watch(Duration.ZERO);
        warnings.close();
        CompletableFuture.supplyAsync(root::shutDown, loop).thenCompose(ended -> ended).join();
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }

    /** What the library logs, kept from the console. */
    private static final class Warnings extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("dev.covnc.coroutine");
        private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

        Warnings() {
            logger.addHandler(this);
            logger.setUseParentHandlers(false);
        }

        String next() throws InterruptedException {
            return records.take().getMessage();
        }

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel() == Level.WARNING) {
                records.add(record);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        }
    }

    private void keepTheLoop() {
        // From here on it is too long: not before, whatever the machine is doing.
        Coroutines.watch(Duration.ofMillis(1));
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theWatchdogNamesOneThatKeepsItsLoopOnceWithItsStack() throws InterruptedException {
        Coroutines.watch(Duration.ofHours(1));
        root.start("the holder", this::keepTheLoop);

        var warning = warnings.next();
        assertTrue(
                warning.startsWith("Coroutine 'the holder' keeps its loop, thread 'watched"),
                warning);
        assertTrue(warning.contains("OnlookersTest.keepTheLoop"), warning);
        end.countDown();
        loop.submit(() -> {}).sync();
        assertEquals(0, warnings.records.size());
    }

    @Test
    void theWatchdogNamesTheOneThatTheHolderHasEntered() throws InterruptedException {
        Coroutines.watch(Duration.ofHours(1));
        root.start(
                "the holder",
                () -> {
                    var backEnd = Coroutine.self().backEnd();
                    Coroutine.create("the inner", backEnd, this::keepTheLoop).enter();
                });
        var warning = warnings.next();
        end.countDown();
        assertTrue(warning.startsWith("Coroutine 'the inner' keeps its loop"), warning);
    }

    @Test
    void oneThatWaitsKeepsNoLoop() throws Exception {
        Coroutines.watch(Duration.ofHours(1));
        root.start("the waiter", () -> new Signal().await("what never comes"));
        var stretch = loop.submit(() -> Optional.ofNullable(Slot.here().stretch)).get();
        assertEquals(Optional.empty(), stretch);
        assertTrue(loop.submit(() -> Slot.here().guarded).get());
    }

    @Test
    void theWatchdogIsOffUnlessToldOtherwise() {
        assertEquals(Duration.ZERO, Watchdog.limit());
        assertThrows(IllegalArgumentException.class, () -> Coroutines.watch(Duration.ofMillis(-1)));
    }

    @Test
    void aWatchdogMayWaitForEver() throws Exception {
        var ran = new CountDownLatch(2);
        Coroutines.watch(Duration.ofSeconds(Long.MAX_VALUE));
        root.start(
                "the waker",
                () -> {
                    ran.countDown();
                    try (var scope = new CoroutineScope()) {
                        scope.start("the woken", ran::countDown);
                        Sleep.during(Duration.ofMillis(1));
                    }
                });
        ran.await();
    }

    @Test
    void aWatchdogThatIsRelievedGoesHome() throws Exception {
        Coroutines.watch(Duration.ofHours(1));
        var relieved = Watchdog.onDuty.thread;
        Coroutines.watch(Duration.ofHours(2));
        relieved.join();
    }

    @Test
    void jmxClientsGetTheDumpAndTheCount() throws Exception {
        var name = new ObjectName(CoroutinesMXBean.NAME);
        var server = ManagementFactory.getPlatformMBeanServer();
        var registered = new CountDownLatch(1);
        server.addNotificationListener(
                MBeanServerDelegate.DELEGATE_NAME,
                (notification, _) -> {
                    if (((MBeanServerNotification) notification).getMBeanName().equals(name)) {
                        registered.countDown();
                    }
                },
                null,
                null);
        if (!server.isRegistered(name)) {
            registered.await();
        }
        var bean = JMX.newMXBeanProxy(server, name, CoroutinesMXBean.class);

        var waiting = new CountDownLatch(1);
        root.start(
                "seen through JMX",
                () -> {
                    waiting.countDown();
                    new Signal().await("what never comes");
                });
        waiting.await();
        var text = bean.dump();
        assertTrue(text.contains("'seen through JMX' suspended, waits for what never"), text);
        assertTrue(bean.getCount() >= 1);
        assertTrue(List.of(bean.getBackEnds().split(", ")).contains(root.backEnd().toString()));

        bean.setWatchdogMillis(60_000);
        assertEquals(60_000, bean.getWatchdogMillis());
        assertEquals(Duration.ofMinutes(1), Watchdog.limit());
    }

    @Test
    void aFlightRecordingNotesCreationsLongSwitchesAndHeldLoops(@TempDir Path directory)
            throws Exception {
        var over = new CountDownLatch(1);
        var file = directory.resolve("flight.jfr");
        try (var recording = new Recording()) {
            recording.enable("dev.covnc.CoroutineSwitch").withThreshold(Duration.ZERO);
            recording.enable("dev.covnc.CoroutineCreated");
            recording.enable("dev.covnc.LoopHeld");
            recording.start();
            Coroutines.watch(Duration.ofHours(1));
            root.start(
                    "the holder",
                    () -> {
                        keepTheLoop();
                        over.countDown();
                        new Signal().await("what never comes");
                    });
            warnings.next();
            end.countDown();
            over.await();
            loop.submit(() -> {}).sync();
            recording.stop();
            recording.dump(file);
        }
        var events = RecordingFile.readAllEvents(file);
        assertTrue(has(events, "CoroutineCreated", "creator", ""));
        assertTrue(has(events, "CoroutineSwitch", "waitsFor", "what never comes"));
        var held = find(events, "LoopHeld").getFirst();
        assertTrue(held.getString("stack").contains("OnlookersTest.keepTheLoop"));
        assertTrue(held.getDuration("heldFor").compareTo(Duration.ofMillis(1)) > 0);
    }

    private static boolean has(
            List<RecordedEvent> events, String type, String field, String value) {
        return find(events, type).stream().anyMatch(event -> event.getString(field).equals(value));
    }

    private static List<RecordedEvent> find(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.covnc." + type))
                .filter(event -> event.getString("coroutine").equals("the holder"))
                .toList();
    }

    @Test
    void withoutARecordingNobodyWatches() {
        try (var recording = new Recording()) {
            recording.start();
            assertTrue(Watch.isOn());
        }
        assertFalse(Watch.isOn());
    }
}
