package dev.covnc.coroutine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.regex.Pattern;

/** Those who look in from outside the program: JMX clients, flight recordings, the watchdog. */
final class Onlookers {
    private static final Logger LOG = System.getLogger(Onlookers.class.getPackageName());
    private static final String WATCHDOG = "covnc.watchdog";
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s)");

    private Onlookers() {}

    /** Once, when there is something to see. What the JVM was built without stays away. */
    static void letIn() {
        if (has("jdk.jfr")) {
            Flight.follow();
        }
        if (has("java.management")) {
            // The platform's MBean server takes tenths of a second to start.
            Thread.ofPlatform().daemon().name("covnc-jmx").start(Management::register);
        }
        wakeWatchdog();
    }

    private static boolean has(String module) {
        return ModuleLayer.boot().findModule(module).isPresent();
    }

    private static void wakeWatchdog() {
        var time = System.getProperty(WATCHDOG, "0s");
        var parts = TIME.matcher(time);
        if (!parts.matches()) {
            LOG.log(
                    Level.WARNING,
                    "-D{0}={1} is not a time like 50ms or 2s: the watchdog is off",
                    WATCHDOG,
                    time);
            return;
        }
        long count = Long.parseLong(parts.group(1));
        Watchdog.limit(
                parts.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count));
    }
}
