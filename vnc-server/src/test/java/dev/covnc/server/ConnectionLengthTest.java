package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The method where such code always rots stays short. */
class ConnectionLengthTest {
    private static final int CEILING = 25;

    @Test
    void theLifeOfAConnectionFitsInTwentyFiveLines() throws IOException {
        var lines = Files.readAllLines(Path.of("src/main/java/dev/covnc/server/Connection.java"));
        int first = lines.indexOf("    void run() {");
        int last = first;
        while (!lines.get(last).equals("    }")) {
            last++;
        }
        int length = last - first + 1;
        assertTrue(first > 0 && length <= CEILING, "Connection.run has " + length + " lines");
    }
}
