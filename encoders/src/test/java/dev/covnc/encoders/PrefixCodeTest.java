package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

class PrefixCodeTest {

    @Test
    void theCodesAreThoseOfTheSpecificationsExample() {
        var code = PrefixCode.of(3, 3, 3, 3, 3, 2, 4, 4);
        var codes = new String[8];
        for (int i = 0; i < codes.length; i++) {
            int length = code.lengths()[i];
            int first = Integer.reverse(code.codes()[i]) >>> 32 - length;
            codes[i] = Integer.toBinaryString(1 << length | first).substring(1);
        }
        assertArrayEquals(
                new String[] {"010", "011", "100", "101", "110", "00", "1110", "1111"}, codes);
    }

    @Test
    void itIsAsShortAsACodeCanBe() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            int most = 1 << random.nextInt(1, 10);
            int[] counts =
                    random.ints(286, 0, most).map(n -> random.nextBoolean() ? 0 : n).toArray();
            var code = new PrefixCode(counts.length, 15);
            code.fit(counts);
            assertTrue(isComplete(code) || Arrays.stream(counts).filter(n -> n > 0).count() < 2);
            assertEquals(least(counts), code.bits(counts), () -> Arrays.toString(counts));
        }
    }

    /** As many bits as Huffman's way takes: each merge of two adds a bit to all below it. */
    private static int least(int[] counts) {
        var weights = new PriorityQueue<Integer>();
        Arrays.stream(counts).filter(n -> n > 0).forEach(weights::add);
        if (weights.size() == 1) {
            return weights.remove();
        }
        int bits = 0;
        while (weights.size() > 1) {
            int both = weights.remove() + weights.remove();
            bits += both;
            weights.add(both);
        }
        return bits;
    }

    @Test
    void noCodeIsLongerThanAllowed() {
        for (int longest : new int[] {5, 7, 15}) {
            int[] counts = new int[20];
            for (int i = 0, count = 1, before = 1; i < counts.length; i++) {
                counts[i] = count;
                int sum = count + before;
                before = count;
                count = sum;
            }
            var code = new PrefixCode(counts.length, longest);
            code.fit(counts);
            assertTrue(isComplete(code));
            assertEquals(longest, Arrays.stream(code.lengths()).max().orElseThrow());
        }
    }

    @Test
    void oneSymbolTakesABitAndNoneTakesOneToo() {
        var code = new PrefixCode(30, 15);
        int[] counts = new int[30];
        code.fit(counts);
        assertEquals(1, code.lengths()[0]);
        assertEquals(1, code.used(1));
        counts[7] = 3;
        code.fit(counts);
        assertEquals(1, code.lengths()[7]);
        assertEquals(0, code.lengths()[0]);
        assertEquals(8, code.used(1));
    }

    private static boolean isComplete(PrefixCode code) {
        int taken = 0;
        for (int length : code.lengths()) {
            taken += length == 0 ? 0 : 1 << 15 - length;
        }
        return taken == 1 << 15;
    }
}
