package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What remains where Java has been cut down to what encoders need. */
class BareJavaTest {

    /** Says what is in use. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            System.out.println(Engines.inUse());
        }
    }

    @Test
    void withoutTheDesktopModuleAndAnyLibraryAllIsSentWithoutLoss() throws Exception {
        var line = run("-Dcovnc.zlib=jdk", "-Dcovnc.turbojpeg=no-such-library");
        assertTrue(line.startsWith("zlib by the JDK's zlib, JPEG by nobody (no libjpeg"), line);
        assertTrue(
                line.endsWith(
                        "no ImageIO: this Java lacks the module java.desktop, or a part of it)"),
                line);
    }

    private static String run(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--limit-modules=java.base,java.logging");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.strip();
    }
}
