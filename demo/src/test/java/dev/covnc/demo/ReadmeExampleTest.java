package dev.covnc.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The README's example runs as it stands, but for the port. */
@Timeout(60)
class ReadmeExampleTest {

    @Test
    void theExampleShowsADisplay(@TempDir Path folder) throws IOException {
        var readme = Files.readString(Path.of("../README.md"));
        var code =
                Pattern.compile("```java\n(import dev.covnc.*?)```", Pattern.DOTALL)
                        .matcher(readme);
        assertTrue(code.find());
        var file = folder.resolve("Hello.java");
        Files.writeString(file, code.group(1).replace("port(5900)", "port(0)"));

        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            var line = process.inputReader().readLine();
            int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                var greeting = socket.getInputStream().readNBytes(12);
                assertArrayEquals("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII), greeting);
            }
        } finally {
            process.destroy();
        }
    }
}
