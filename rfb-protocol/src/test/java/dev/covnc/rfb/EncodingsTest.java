package dev.covnc.rfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;

class EncodingsTest {

    @ParameterizedTest
    @CsvSource({
        "0, Raw",
        "1, CopyRect",
        "16, ZRLE",
        "-223, DesktopSize",
        "-224, LastRect",
        "-256, Compression Level 0",
        "-247, Compression Level 9",
        "-246, -246",
        "-257, QEMU Pointer Motion Change",
        "-32, JPEG Quality Level 0",
        "-23, JPEG Quality Level 9",
        "-22, -22",
        "-33, -33",
        "-512, JPEG Fine-Grained Quality Level 0",
        "-412, JPEG Fine-Grained Quality Level 100",
        "-1063131698, Extended Clipboard",
        "1464686180, VMware Cursor",
        "12345, 12345",
    })
    void aLogSaysANameOrTheNumber(int encoding, String name) {
        assertEquals(name, Encodings.name(encoding));
    }

    @Test
    void everyConstantHasANameAndANumberOfItsOwn() throws IllegalAccessException {
        var numbers = new HashSet<Integer>();
        var names = new HashSet<String>();
        for (var field : Encodings.class.getFields()) {
            assertTrue(Modifier.isFinal(field.getModifiers()));
            int encoding = field.getInt(null);
            var name = Encodings.name(encoding);
            assertNotEquals(Integer.toString(encoding), name, field.getName());
            assertTrue(numbers.add(encoding), field.getName());
            assertTrue(names.add(name), field.getName());
        }
    }

    @Test
    void theHintsAreTenEach() {
        var all = IntStream.range(-1000, 1000).toArray();
        assertEquals(10, Arrays.stream(all).filter(Encodings::isCompressionLevel).count());
        assertEquals(10, Arrays.stream(all).filter(Encodings::isQualityLevel).count());
        assertEquals(101, Arrays.stream(all).filter(Encodings::isFineQualityLevel).count());
    }
}
