package dev.covnc.soak;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** What the event loop's thread waits for, as the JVM's flight recorder sees it. */
final class LoopWatch {
    private static final String[] WAITS = {
        "jdk.JavaMonitorEnter",
        "jdk.JavaMonitorWait",
        "jdk.ThreadPark",
        "jdk.ThreadSleep",
        "jdk.FileRead",
        "jdk.FileWrite",
        "jdk.FileForce",
        "jdk.SocketRead",
        "jdk.SocketWrite"
    };

    private Recording recording;

    String begin() {
        recording = new Recording();
        for (var wait : WAITS) {
            recording.enable(wait).withThreshold(Duration.ofMillis(1)).withStackTrace();
        }
        recording.start();
        return "watching";
    }

    /** How many waits there were, and of what kinds in which methods. */
    String end() throws IOException {
        var file = Files.createTempFile("covnc-soak-", ".jfr");
        try (var ended = recording) {
            ended.stop();
            ended.dump(file);
            var waits =
                    RecordingFile.readAllEvents(file).stream().filter(LoopWatch::isLoop).toList();
            var kinds = new TreeSet<String>();
            waits.forEach(wait -> kinds.add(kind(wait)));
            return waits.size() + " " + String.join(", ", kinds);
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isLoop(RecordedEvent event) {
        var thread = event.getThread();
        return thread != null
                && Set.of(WAITS).contains(event.getEventType().getName())
                && String.valueOf(thread.getJavaName()).startsWith("covnc-loop");
    }

    private static String kind(RecordedEvent event) {
        var frames = event.getStackTrace() == null ? null : event.getStackTrace().getFrames();
        var text = new StringBuilder(event.getEventType().getName());
        for (int i = 0; frames != null && i < Math.min(8, frames.size()); i++) {
            var method = frames.get(i).getMethod();
            text.append(' ')
                    .append(method.getType().getName())
                    .append('.')
                    .append(method.getName());
        }
        return text.toString();
    }
}
