package dev.covnc.benchmarks;

import dev.covnc.coroutine.BackEnd;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs everything here once and prints one table. The argument is a file with what the C program
 * has printed; JMH's own output goes to files beside it.
 */
public final class Figures {
    private static final String ALL = "";

    /** Ours and the bare one, of which a ratio is asked. */
    private static final String PAIR = "Co(ntinuation|routine)Benchmark\\.";

    /**
     * How often the pair has its turn again, so that a bad moment of the machine hits no row whole.
     */
    private static final int AGAIN = 4;

    private Figures() {}

    /** See above. */
    public static void main(String... arguments) throws IOException, RunnerException {
        var fromC = Path.of(arguments[0]);
        var table = new FigureTable();
        Files.readAllLines(fromC).forEach(table::addFromC);
        run(these(ALL, fromC.resolveSibling("coroutines.log")), table);
        for (int turn = 1; turn <= AGAIN; turn++) {
            var log = fromC.resolveSibling("coroutines-" + turn + ".log");
            run(these(PAIR, log).param("backEnd", BackEnd.CONTINUATION.name()), table);
        }
        System.out.println(table);
    }

    private static ChainedOptionsBuilder these(String benchmarks, Path log) {
        var here = Figures.class.getPackageName().replace(".", "\\.") + "\\.";
        return new OptionsBuilder()
                .include("^" + here + benchmarks)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output(log.toString());
    }

    private static void run(ChainedOptionsBuilder options, FigureTable table)
            throws RunnerException {
        new Runner(options.build()).run().forEach(table::add);
    }
}
