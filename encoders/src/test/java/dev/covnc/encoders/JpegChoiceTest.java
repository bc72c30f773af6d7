package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class JpegChoiceTest {
    private static final int[] PIXELS = Scene.photo(64, 64, 1, 8, 1).pixels;

    @TempDir Path directory;

    @Test
    void whatIsAskedForIsUsed() {
        var imageIo = JpegChoice.of("imageio", "turbojpeg");
        assertEquals("the JDK's ImageIO", imageIo.name());
        assertEquals("", imageIo.reason());
        assertEquals(new JpegChoice(Optional.empty(), ""), JpegChoice.of("none", "turbojpeg"));
        assertEquals("nobody", JpegChoice.of("none", "").name());
    }

    @Test
    void somethingElseIsSaid() {
        var choice = JpegChoice.of("mozjpeg", "turbojpeg");
        assertEquals("the JDK's ImageIO", choice.name());
        assertEquals("covnc.jpeg is turbo, imageio or none, not mozjpeg", choice.reason());
    }

    @Test
    void anAbsentLibraryIsDoneWithout() {
        assertFallsBack(directory.resolve("libturbojpeg.so"), "libturbojpeg.so");
        assertFallsBack(Path.of("no-such-library"), "no-such-library");
    }

    @Test
    void aTextFileIsNoLibrary() throws IOException {
        var file = directory.resolve("libturbojpeg.so");
        Files.writeString(file, "libjpeg-turbo");
        assertFallsBack(file, "libturbojpeg.so");
    }

    @Test
    void aLibraryForAnotherMachineIsNone() throws IOException {
        var file = directory.resolve("libturbojpeg.so");
        var elf = new byte[4096];
        // ELF of 64 bits, little-endian, a shared object, for S/390.
        elf[0] = 0x7f;
        elf[1] = 'E';
        elf[2] = 'L';
        elf[3] = 'F';
        elf[4] = 2;
        elf[5] = 1;
        elf[6] = 1;
        elf[16] = 3;
        elf[18] = 22;
        elf[20] = 1;
        Files.write(file, elf);
        assertFallsBack(file, "libturbojpeg.so");
    }

    @Test
    void aLibraryWithoutTheFunctionsIsNone() {
        // JNA's own is one of this machine; what works already goes on working.
        var before = JpegChoice.of("turbo", "turbojpeg");
        assertFallsBack(Path.of(System.getProperty("jnidispatch.path")), "tjInitCompress");
        before.engine().ifPresent(engine -> assertTrue(compress(engine, new WireWriter())));
    }

    @Test
    void whatIsInUseIsSaidInALine() {
        assertTrue(Engines.inUse().contains("JPEG by " + Engines.jpeg()));
        assertEquals(1, Engines.inUse().lines().count());
    }

    private static void assertFallsBack(Path library, String named) {
        var choice = JpegChoice.of("turbo", library.toString());
        assertEquals("the JDK's ImageIO", choice.name());
        assertTrue(choice.reason().startsWith("no libjpeg-turbo: "), choice::reason);
        assertTrue(choice.reason().contains(named), choice::reason);
        assertEquals(1, choice.reason().lines().count(), choice::reason);
        assertTrue(compress(choice.engine().orElseThrow(), new WireWriter()));
    }

    private static boolean compress(JpegEngine engine, WireWriter out) {
        return engine.compress(PIXELS, 0, 64, 64, 64, JpegQuality.ofLevel(6), out);
    }

    /** What goes wrong in a library that is otherwise the real one. */
    enum Fault {
        NO_HANDLE,
        NO_SIZE,
        HUGE_SIZE,
        AN_ERROR,
        ANOTHER_BUFFER,
        NOTHING,
        TOO_MUCH
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aCallThatFailsInServiceAppendsNothing(Fault fault) {
        var faulty = new FaultyTurboJpeg(turbo());
        var engine = new JpegEngine("a faulty library", () -> new TurboCompressor(faulty));
        var out = new WireWriter();
        assertTrue(compress(engine, out));
        byte[] good = out.toByteArray();

        if (fault == Fault.NO_HANDLE) {
            compress(engine, new WireWriter());
            engine = new JpegEngine("a faulty library", () -> new TurboCompressor(faulty));
        }
        faulty.fault = fault;
        assertFalse(compress(engine, out));
        assertFalse(compress(engine, out));
        assertArrayEquals(good, out.toByteArray());

        faulty.fault = null;
        assertTrue(compress(engine, out), "the next one is tried again");
        assertEquals(2 * good.length, out.size());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aLibraryThatFailsItsTrialIsNotUsed(Fault fault) {
        var faulty = new FaultyTurboJpeg(turbo());
        TurboCheck.run(faulty);
        faulty.fault = fault;
        assertThrows(EngineFailure.class, () -> TurboCheck.run(faulty));
    }

    private static TurboJpeg turbo() {
        try {
            return new NativeTurboJpeg("turbojpeg");
        } catch (EngineFailure e) {
            return Assumptions.abort(e.getMessage());
        }
    }
}
