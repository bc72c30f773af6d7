package dev.covnc.benchmarks;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What was measured, as a table in Markdown: a contender a row, a test a column. */
final class FigureTable {

    /** A test; its method in the benchmarks. */
    private enum Test {
        functionCall("function call"),
        lifecycle("lifecycle"),
        nesting("nesting, a level"),
        yield("yield"),
        yieldAmongMany("among 10,000"),
        cost("cost"),
        waitOnLoop("wait on a loop"),
        waitOnLoopAmongMany("among 10,000");

        private final String title;

        Test(String title) {
            this.title = title;
        }
    }

    /** A contender; its class. */
    private enum Row {
        BARE("ContinuationBenchmark", "bare `Continuation`"),
        OURS("CoroutineBenchmark CONTINUATION", "covnc, continuation"),
        OURS_ON_THREADS("CoroutineBenchmark VIRTUAL_THREAD", "covnc, virtual thread"),
        THREADS("VirtualThreadBenchmark", "virtual threads, one baton"),
        KOTLIN("KotlinBenchmark", "Kotlin, the language"),
        KOTLINX("KotlinxBenchmark", "Kotlin, kotlinx.coroutines"),
        CALLBACKS("CallbackBenchmark", "Netty callbacks"),
        CALL("CallBenchmark", "Java"),
        C("C", "C, ucontext and sigsetjmp"),
        C_UNPOOLED("C-unpooled", "the same without a pool");

        private final String source;
        private final String title;

        Row(String source, String title) {
            this.source = source;
            this.title = title;
        }
    }

    /** The iterations of one contender in one test. */
    private static final class Samples {
        private final List<Double> nanos = new ArrayList<>();
        private double bytes = Double.NaN;

        double nanos() {
            return quantile(0.5);
        }

        /** Half of what the middle half of the iterations is spread over. */
        double spread() {
            return (quantile(0.75) - quantile(0.25)) / 2;
        }

        private double quantile(double share) {
            var sorted = nanos.stream().sorted().toList();
            return sorted.get((int) Math.round(share * (sorted.size() - 1)));
        }
    }

    private final Map<Row, Map<Test, Samples>> samples = new EnumMap<>(Row.class);

    /** A line that the C program has printed: the test, a blank, nanoseconds. */
    void addFromC(String line) {
        var words = line.split("[ -]");
        var source = words.length == 2 ? "C" : "C-" + words[1];
        of(source, words[0]).nanos.add(Double.parseDouble(words[words.length - 1]));
    }

    /** What JMH has measured. */
    void add(RunResult result) {
        var path = result.getParams().getBenchmark().split("\\.");
        var backEnd = result.getParams().getParam("backEnd");
        var source = path[path.length - 2] + (backEnd == null ? "" : " " + backEnd);
        var into = of(source, path[path.length - 1]);
        for (var fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                into.nanos.add(iteration.getPrimaryResult().getScore());
            }
        }
        into.bytes =
                result.getSecondaryResults().get("gc.alloc.rate.norm").getStatistics().getMin();
    }

    private Samples of(String source, String test) {
        var row =
                Arrays.stream(Row.values())
                        .filter(each -> each.source.equals(source))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("No row " + source));
        return samples.computeIfAbsent(row, _ -> new EnumMap<>(Test.class))
                .computeIfAbsent(Test.valueOf(test), _ -> new Samples());
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(line("ns", test -> test.title));
        text.append(line("---", _ -> "--:"));
        samples.forEach((row, tests) -> text.append(line(row.title, test -> time(row, test))));
        for (var row : List.of(Row.BARE, Row.OURS)) {
            text.append(line("bytes, " + row.title, test -> bytes(samples.get(row).get(test))));
        }
        return text + "\n" + conditions() + targets();
    }

    private static String line(String title, Function<Test, String> cell) {
        var cells = Arrays.stream(Test.values()).map(cell).toList();
        return "| " + title + " | " + String.join(" | ", cells) + " |\n";
    }

    /** Where the bare continuation does the same: how many times its time that is. */
    private String time(Row row, Test test) {
        var figure = samples.get(row).get(test);
        if (figure == null) {
            return "";
        }
        var time = number(figure.nanos()) + " ± " + number(figure.spread());
        return samples.get(Row.BARE).get(test) == null || row == Row.BARE
                ? time
                : time + " (" + times(ratio(row, test)) + ")";
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f×" : "%,.0f×", ratio);
    }

    private static String number(double nanos) {
        return String.format(Locale.ROOT, nanos < 10 ? "%.1f" : "%,.0f", nanos);
    }

    private static String bytes(Samples figure) {
        return figure == null ? "" : String.format(Locale.ROOT, "%,.0f", figure.bytes);
    }

    private double ratio(Row row, Test test) {
        return samples.get(row).get(test).nanos() / samples.get(Row.BARE).get(test).nanos();
    }

    private static String conditions() {
        return String.format(
                Locale.ROOT,
                """
                Median of the iterations ± half of the middle half's spread; (times the bare one).
                JDK %s, %d processors, load %.1f.

                """,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private String targets() {
        var ours = samples.get(Row.OURS);
        var bare = samples.get(Row.BARE);
        return String.format(
                Locale.ROOT,
                """
                - yield: %.2f times the bare Continuation (aim: at most 1.3)
                - yield among 10,000: %.2f times (aim: at most 1.3)
                - lifecycle: %.0f ns above it (aim: at most 100)
                - allocated by a yield: %.2f bytes, the bare one %.2f (aim: no more)\
                """,
                ratio(Row.OURS, Test.yield),
                ratio(Row.OURS, Test.yieldAmongMany),
                ours.get(Test.lifecycle).nanos() - bare.get(Test.lifecycle).nanos(),
                ours.get(Test.yield).bytes,
                bare.get(Test.yield).bytes);
    }
}
