package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.util.concurrent.ImmediateEventExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which back-end it is: the property's, the faster one, or the one that is chosen. */
class BackEndTest {
    private static final String FLAG = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

    /** Says twice what is preferred, and what a coroutine runs on. */
    static final class Program {
        public static void main(String[] arguments) {
            for (int times = 0; times < 2; times++) {
                try {
                    System.out.println("prefers " + BackEnd.preferred());
                } catch (IllegalArgumentException | IllegalStateException e) {
                    System.out.println(e.getMessage());
                }
            }
            for (var chosen : BackEnd.values()) {
                if (chosen.isAvailable()) {
                    var coroutine = Coroutine.create("chosen", chosen, () -> {});
                    coroutine.enter();
                    System.out.println("runs on " + coroutine.backEnd());
                }
            }
        }
    }

    private static List<String> run(String... flags) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(List.of(flags));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.contains(" dev.covnc.coroutine.BackEnd"))
                        .toList();
        assertEquals(0, process.waitFor(), output::toString);
        return output;
    }

    @Test
    void withoutThePropertyItIsTheFasterOneThatWorks() {
        assertEquals(BackEnd.CONTINUATION, BackEnd.choose(null, true));
        assertEquals(BackEnd.VIRTUAL_THREAD, BackEnd.choose(null, false));
    }

    @Test
    void thePropertyChoosesBetweenThem() {
        assertEquals(BackEnd.CONTINUATION, BackEnd.choose("continuation", true));
        assertEquals(BackEnd.VIRTUAL_THREAD, BackEnd.choose("virtual-thread", true));
        assertEquals(BackEnd.VIRTUAL_THREAD, BackEnd.choose("virtual-thread", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "CONTINUATION", "virtual_thread", " continuation"})
    void anotherWordIsRefusedWithTheTwoThatThereAre(String word) {
        var refusal =
                assertThrows(IllegalArgumentException.class, () -> BackEnd.choose(word, true));
        assertEquals(
                "-Dcovnc.coroutine: a back-end is continuation or virtual-thread, not '"
                        + word
                        + "'",
                refusal.getMessage());
    }

    @Test
    void oneThatDoesNotWorkHereIsRefusedWithTheFlagItNeeds() {
        var refusal =
                assertThrows(
                        IllegalStateException.class, () -> BackEnd.choose("continuation", false));
        assertEquals(
                "-Dcovnc.coroutine=continuation needs --add-exports"
                        + " java.base/jdk.internal.vm=ALL-UNNAMED, which this JVM was not started"
                        + " with",
                refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource(BackEnd.class)
    void eachIsNamedByItsWord(BackEnd backEnd) {
        assertEquals(backEnd, BackEnd.named(backEnd.toString()));
    }

    @ParameterizedTest
    @EnumSource(BackEnd.class)
    void scopesAndCoroutinesSayWhichIsTheirs(BackEnd backEnd) {
        var root = new CoroutineScope(ImmediateEventExecutor.INSTANCE, backEnd);
        assertEquals(backEnd, root.backEnd());
        var child =
                root.start(
                        "child",
                        () -> {
                            try (var scope = new CoroutineScope()) {
                                assertEquals(backEnd, scope.backEnd());
                            }
                        });
        assertEquals(backEnd, child.backEnd());
        root.shutDown().join();
    }

    @ParameterizedTest
    @CsvSource({
        "continuation, prefers continuation",
        "virtual-thread, prefers virtual-thread",
        "fast, '-Dcovnc.coroutine: a back-end is continuation or virtual-thread, not ''fast'''",
    })
    void aJvmIsToldByTheProperty(String word, String answer) throws Exception {
        assertEquals(
                List.of(answer, answer, "runs on continuation", "runs on virtual-thread"),
                run(FLAG, "-Dcovnc.coroutine=" + word));
    }

    @Test
    void aJvmWithoutTheFlagSaysOnceThatItIsSlowerUnlessItWasAskedFor() throws Exception {
        assertEquals(
                List.of(
                        "INFO: Coroutines run on virtual threads, which switch more slowly; start"
                                + " Java with --add-exports"
                                + " java.base/jdk.internal.vm=ALL-UNNAMED for the faster back-end",
                        "prefers virtual-thread",
                        "prefers virtual-thread",
                        "runs on virtual-thread"),
                run("-Duser.language=en"));
        assertEquals(
                List.of(
                        "prefers virtual-thread",
                        "prefers virtual-thread",
                        "runs on virtual-thread"),
                run("-Dcovnc.coroutine=virtual-thread"));
    }
}
