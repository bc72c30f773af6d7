package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.coroutine.SuspensionCheck;
import dev.covnc.rfb.Wire;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Every method of the server that may suspend says so: calls a marked one, or passes a wire on. */
class SuspensionMarksTest {
    @Test
    void everyMethodThatSuspendsIsMarkedAndHoldsNoMonitor() throws IOException {
        var findings =
                SuspensionCheck.of(Path.of("target/classes"))
                        .withCarriers(Wire.class.getName())
                        .findings();
        assertEquals("", findings.stream().map(Object::toString).collect(Collectors.joining("\n")));
    }
}
