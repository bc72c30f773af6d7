package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.concurrent.ImmediateEventExecutor;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that was built without {@code java.management} and {@code jdk.jfr} runs coroutines too. */
class BareJvmTest {
    /** What runs there. */
    static final class Program {
        public static void main(String[] arguments) {
            assertFalse(ModuleLayer.boot().findModule("java.management").isPresent());
            assertFalse(ModuleLayer.boot().findModule("jdk.jfr").isPresent());
            for (var backEnd : BackEnd.values()) {
                var root = new CoroutineScope(ImmediateEventExecutor.INSTANCE, backEnd);
                var signal = new Signal();
                root.start("bare", () -> signal.await("it"));
                assertEquals(1, Coroutines.count());
                signal.raise();
                assertEquals(0, Coroutines.count());
            }
        }
    }

    private static String run(String... flags) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(List.of(flags));
        command.addAll(
                List.of(
                        "--limit-modules=java.base,java.logging,jdk.unsupported",
                        "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void coroutinesRunAndAreListedThere() throws Exception {
        run("-Dcovnc.checked=true", "-Dcovnc.watchdog=1s");
    }

    @Test
    void aWatchdogTimeThatIsNoneIsWarnedOf() throws Exception {
        var output = run("-Dcovnc.watchdog=soon");
        assertTrue(output.contains("-Dcovnc.watchdog=soon is not a time like 50ms"), output);
    }
}
