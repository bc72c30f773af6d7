package dev.covnc.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long threads have waited for a processor, which is the machine's doing and not theirs (Linux:
 * proc(5), schedstat); never, where that is not told.
 */
final class Waits {
    private final List<Path> threads = new ArrayList<>();

    private Waits() {}

    /** Those of this process that are so called. */
    static Waits ofThreads(String... names) throws IOException {
        return new Waits().and("self", names);
    }

    /** And those of another one. */
    Waits and(long process, String... names) throws IOException {
        return and("" + process, names);
    }

    private Waits and(String process, String... names) throws IOException {
        var tasks = Path.of("/proc", process, "task");
        if (!Files.exists(Path.of("/proc/self/schedstat"))) {
            return this;
        }
        try (var all = Files.newDirectoryStream(tasks)) {
            for (var task : all) {
                if (isOneOf(names, Files.readString(task.resolve("comm")))) {
                    threads.add(task.resolve("schedstat"));
                }
            }
        }
        return this;
    }

    private static boolean isOneOf(String[] names, String name) {
        for (var one : names) {
            if (name.startsWith(one)) {
                return true;
            }
        }
        return false;
    }

    /** All together, since they began. */
    long nanos() throws IOException {
        long nanos = 0;
        for (var thread : threads) {
            nanos += Long.parseLong(Files.readString(thread).split(" ")[1]);
        }
        return nanos;
    }
}
