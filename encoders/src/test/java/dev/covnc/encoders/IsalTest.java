package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Pointer;

import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Inflater;

/** What becomes of a zlib stream where ISA-L is absent, is something else, or fails. */
class IsalTest {
    private static final byte[] BYTES = new byte[1000];

    /** Does nothing, and says that it went well or not. */
    record Planted(int error) implements Isal {
        @Override
        public void init(long stream) {}

        @Override
        public int deflate(long stream) {
            return error;
        }
    }

    @Test
    void whereThereIsNoneOneInJavaTakesItsPlaceAndOneLineSaysWhy(@TempDir Path folder)
            throws Exception {
        var text = Files.writeString(folder.resolve("libisal.so.2"), "no library").toString();
        assertFallsBack("isal", folder.resolve("absent.so").toString(), "absent.so");
        assertFallsBack("isal", text, "libisal.so.2");
        assertFallsBack("isal", "nosuchlibrary", "nosuchlibrary");
        assertFallsBack("isal", "", "");
        assertFallsBack("zstd", "isal", "not zstd");
    }

    @Test
    void aLibraryForAnotherMachineIsNone(@TempDir Path folder) throws Exception {
        // ELF of 64 bits, little-endian, a shared object, for S/390.
        var elf = new byte[4096];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, elf, 0, 7);
        elf[16] = 3;
        elf[18] = 22;
        elf[20] = 1;
        var file = Files.write(folder.resolve("libisal.so.2"), elf);
        assertFallsBack("isal", file.toString(), "libisal.so.2");
    }

    @Test
    void aLibraryWithoutItsFunctionsIsNotIsal() {
        var zip = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));
        assumeTrue(Files.exists(zip), "The JDK's libraries lie elsewhere here");
        assertFallsBack("isal", zip.toString(), "isal_deflate");
    }

    private static void assertFallsBack(String wanted, String library, String reason) {
        var choice = ZlibChoice.of(wanted, library);
        assertEquals(ZlibEngine.JAVA, choice.engine());
        assertTrue(choice.reason().contains(reason), choice::reason);
        assertFalse(choice.reason().isEmpty());
        assertTrue(choice.reason().length() < 300, choice::reason);
        assertFalse(choice.reason().contains("\n"), choice::reason);
    }

    @Test
    void thoseInJavaMayBeAskedFor() {
        assertEquals(new ZlibChoice(ZlibEngine.JAVA, ""), ZlibChoice.of("java", "isal"));
        assertEquals(new ZlibChoice(ZlibEngine.JDK, ""), ZlibChoice.of("jdk", "isal"));
    }

    @Test
    void oneThatFailsTheRoundTripIsNotUsed() {
        for (int error : new int[] {0, -5}) {
            assertThrows(EngineFailure.class, () -> IsalCheck.run(new Planted(error)));
        }
    }

    @Test
    void aStreamThatIsLargerThanItsStructIsNoticed() {
        Isal larger =
                new Isal() {
                    @Override
                    public void init(long stream) {
                        new Pointer(stream).setByte(82384, (byte) 0);
                    }

                    @Override
                    public int deflate(long stream) {
                        new Pointer(stream).setInt(8, 0);
                        return 0;
                    }
                };
        assertThrows(EngineFailure.class, () -> IsalCheck.run(larger));
        try (var stream = new IsalStream(larger, 1)) {
            assertFalse(stream.isWithinItsSize());
        }
    }

    @Test
    void oneThatSaysItWroteMoreThanThereIsRoomIsNotBelieved() {
        Isal boasting =
                new Isal() {
                    @Override
                    public void init(long stream) {}

                    @Override
                    public int deflate(long stream) {
                        new Pointer(stream).setInt(8, 0);
                        new Pointer(stream).setInt(24, -1);
                        return 0;
                    }
                };
        var out = new WireWriter();
        try (var deflation = new IsalDeflation(boasting, 1)) {
            assertThrows(EngineFailure.class, () -> deflation.deflate(BYTES, 0, 1000, out));
        }
    }

    @Test
    void aCallThatFailsAppendsNothing() {
        for (int error : new int[] {0, -5}) {
            var out = new WireWriter();
            try (var deflation = new IsalDeflation(new Planted(error), 1)) {
                assertThrows(
                        EngineFailure.class, () -> deflation.deflate(BYTES, 0, BYTES.length, out));
            }
            assertEquals(0, out.size());
        }
    }

    @Test
    void theStreamGoesOnInJava() throws Exception {
        var engine = new ZlibEngine("planted", level -> new IsalDeflation(new Planted(-5), level));
        var out = new WireWriter();
        try (var stream = new ZlibStream(engine, 1)) {
            stream.deflate(BYTES, 0, BYTES.length, out);
            stream.flush(out);
        }
        var viewer = new Inflater();
        viewer.setInput(out.toByteArray());
        var inflated = new byte[BYTES.length];
        assertEquals(BYTES.length, viewer.inflate(inflated));
        assertArrayEquals(BYTES, inflated);
        viewer.end();
    }
}
