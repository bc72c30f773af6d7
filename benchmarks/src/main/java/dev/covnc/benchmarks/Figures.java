package dev.covnc.benchmarks;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs everything here once and prints one table. The argument is a file with what the C program
 * has printed; JMH's own output goes to one beside it.
 */
public final class Figures {
    /** Everything has its turn so often, so that a bad moment of the machine hits no row whole. */
    private static final int PASSES = 2;

    private Figures() {}

    /** See above. */
    public static void main(String... arguments) throws IOException, RunnerException {
        var fromC = Path.of(arguments[0]);
        var log = fromC.resolveSibling("coroutines.log");
        var table = new FigureTable();
        Files.readAllLines(fromC).forEach(table::addFromC);
        for (int pass = 0; pass < PASSES; pass++) {
            new Runner(everything(log)).run().forEach(table::add);
        }
        System.out.println(table);
    }

    private static Options everything(Path log) {
        return new OptionsBuilder()
                .include("^" + Figures.class.getPackageName().replace(".", "\\.") + "\\.")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output(log.toString())
                .build();
    }
}
