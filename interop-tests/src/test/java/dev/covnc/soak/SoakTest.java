package dev.covnc.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trials that say something within seconds, a minute together; {@code bin/soak} runs them all,
 * and longer.
 */
class SoakTest {
    private static final long SEED = System.nanoTime() & 0xffffff;
    private static final Path REPORT = Path.of("target", "soak.txt");

    @TestFactory
    Stream<DynamicTest> aServerUnderLoadAndAttack() throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, "Load and faults, in brief (seed " + SEED + "):\n");
        return Arrays.stream(Plan.values())
                .filter(Plan::isShort)
                .map(plan -> DynamicTest.dynamicTest(plan.word(), () -> run(plan)));
    }

    private static void run(Plan plan) throws IOException {
        var result = plan.run(new Ring.Wish(Optional.empty(), true, 0, SEED));
        Files.writeString(REPORT, result.line() + "\n", StandardOpenOption.APPEND);
        assertTrue(result.passed(), result.line());
    }
}
