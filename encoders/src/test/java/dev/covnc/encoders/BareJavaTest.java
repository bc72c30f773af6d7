package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.WireWriter;

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

    /** Compresses with an engine whose calls fail. */
    static final class Failing {
        private Failing() {}

        public static void main(String[] args) {
            var planted = new IsalTest.Planted(-5);
            var engine = new ZlibEngine("planted", level -> new IsalDeflation(planted, level));
            try (var stream = new ZlibStream(engine, 1)) {
                stream.deflate(new byte[1000], 0, 1000, new WireWriter());
            }
        }
    }

    @Test
    void oneLineSaysThatANativeCallHasFailed() throws Exception {
        var said = run(Failing.class).lines().toList();
        assertEquals(2, said.size(), said::toString);
        assertTrue(
                said.get(1).endsWith(": A zlib stream goes on in Java: isal_deflate returned -5"),
                said::toString);
    }

    @Test
    void withoutTheDesktopModuleAndAnyLibraryAllIsSentWithoutLoss() throws Exception {
        var line = run(Main.class, "-Dcovnc.zlib=jdk", "-Dcovnc.turbojpeg=no-such-library");
        assertTrue(line.startsWith("zlib by the JDK's zlib, JPEG by nobody (no libjpeg"), line);
        assertTrue(
                line.endsWith(
                        "no ImageIO: this Java lacks the module java.desktop, or a part of it)"),
                line);
    }

    private static String run(Class<?> main, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--limit-modules=java.base,java.logging");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.strip();
    }
}
