package dev.covnc.coroutine;

/**
 * What JMX clients, such as {@code jconsole}, see of the coroutines in a JVM. Registered as {@value
 * #NAME} when the first root scope is made.
 */
public interface CoroutinesMXBean {
    /** Its object name. */
    String NAME = "dev.covnc.coroutine:type=Coroutines";

    /**
     * How many coroutines live; those of a loop that does not answer within a second are missing.
     */
    long getCount();

    /** The back-ends in use, those of the root scopes: {@code continuation}, say. */
    String getBackEnds();

    /** The limit of the watchdog in milliseconds; 0 while it is off. */
    long getWatchdogMillis();

    /** Sets the limit of the watchdog in milliseconds; 0 turns it off. */
    void setWatchdogMillis(long limit);

    /** What {@link Coroutines#dump()} says, as text: at most the first thousand coroutines. */
    String dump();
}
