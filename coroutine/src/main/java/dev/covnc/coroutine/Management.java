package dev.covnc.coroutine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Collectors;

import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What JMX clients talk to. The only file that names {@code javax.management}: where that module is
 * missing, it is not touched.
 */
final class Management implements CoroutinesMXBean {
    private static final Logger LOG = System.getLogger(Management.class.getPackageName());

    static void register() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new Management(), new ObjectName(NAME));
        } catch (InstanceAlreadyExistsException _) {
            LOG.log(Level.DEBUG, "Another copy of the library has registered {0}", NAME);
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, "Coroutines cannot be seen through JMX", e);
        }
    }

    @Override
    public long getCount() {
        return Coroutines.count();
    }

    @Override
    public String getBackEnds() {
        return Roots.loops().stream()
                .flatMap(loop -> loop.scopes().stream())
                .map(scope -> scope.backEnd().toString())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Override
    public long getWatchdogMillis() {
        return Watchdog.limit().toMillis();
    }

    @Override
    public void setWatchdogMillis(long limit) {
        Coroutines.watch(Duration.ofMillis(limit));
    }

    @Override
    public String dump() {
        return Coroutines.dump().toString();
    }
}
