package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

class RowHashTest {
    private static final int LIMIT = Integer.MIN_VALUE + (1 << 27);
    private final RowHash hash = new RowHash();

    @Test
    void theSameContentGivesTheSamePositionsWhereverItIs() {
        int[] content = Picture.TEXT.pixels(3000, 1, 4);
        var picked = picked(content);
        assertTrue(picked.size() > 20);
        for (int shift : new int[] {1, 7, 16, 1000}) {
            int[] moved = Picture.NOISE.pixels(5000, 1, shift);
            System.arraycopy(content, 0, moved, shift, content.length);
            var there = picked(moved);
            picked.forEach(position -> assertTrue(there.contains(position + shift)));
        }
    }

    @Test
    void aHashIsOfItsWindowOnly() {
        int[] content = Picture.NOISE.pixels(RowHash.SPAN, 1, 4);
        hash(content);
        int alone = hash.at(0);
        int[] among = Picture.NOISE.pixels(200, 1, 5);
        System.arraycopy(content, 0, among, 99, RowHash.SPAN);
        hash(among);
        assertEquals(alone, hash.at(99));
        among[99 + RowHash.SPAN - 1] ^= 1;
        hash(among);
        assertTrue(alone != hash.at(99));
    }

    @Test
    void oneColourIsNeverPicked() {
        var pixels = new int[RowHash.ROOM];
        Arrays.fill(pixels, 0xabcdef);
        assertEquals(Set.of(), picked(pixels));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 33, 34, 48, 49, 50, 511, 8191, 8192})
    void everyPositionBelowTheLimitIsPickedOnce(int count) {
        int[] pixels = Picture.NOISE.pixels(Math.max(1, count), 1, 6);
        hash(Arrays.copyOf(pixels, count));
        var expected = new TreeSet<Integer>();
        for (int at = 0; at + RowHash.SPAN <= count; at++) {
            if (hash.at(at) < LIMIT) {
                expected.add(at);
            }
        }
        assertEquals(expected, picked());
    }

    private Set<Integer> picked(int[] pixels) {
        hash(pixels);
        return picked();
    }

    private void hash(int[] pixels) {
        System.arraycopy(pixels, 0, hash.pixels(), 0, pixels.length);
        hash.hash(pixels.length);
    }

    private Set<Integer> picked() {
        var picked = new TreeSet<Integer>();
        for (int at; (at = hash.next(LIMIT)) >= 0; ) {
            assertTrue(picked.add(at));
        }
        return picked;
    }
}
