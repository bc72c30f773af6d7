package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class MotionHistoryTest {
    private final MotionHistory history = new MotionHistory();
    private final Frame frame = Frame.blank(300, 200);

    @Test
    void afterThreeInVainAPlaceIsSearchedAtEveryFourth() {
        var searched = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            searched.append(searchInVain(0) ? 's' : '-');
        }
        assertEquals("sss", searched.substring(0, 3));
        assertEquals(1, searched.substring(4, 8).chars().filter(c -> c == 's').count());
        assertEquals(searched.substring(4, 8), searched.substring(8, 12));
        assertEquals(searched.substring(4, 8), searched.substring(12, 16));
    }

    @Test
    void aPlaceThatGainedIsSearchedAgain() {
        while (searchInVain(0)) {}
        history.found(0, true);
        assertTrue(searchInVain(0));
        assertTrue(searchInVain(0));
        assertTrue(searchInVain(0));
    }

    @Test
    void otherPlacesAreSearchedAllTheSame() {
        while (searchInVain(0)) {}
        assertTrue(history.hopes(1));
    }

    @Test
    void allPlacesThatWereInVainAreSearchedTogether() {
        while (searchInVain(0)) {}
        for (int i = 0; i < 3; i++) {
            history.begin(frame);
            history.found(1, false);
        }
        for (int i = 0; i < 8; i++) {
            history.begin(frame);
            assertEquals(history.hopes(0), history.hopes(1));
        }
    }

    @Test
    void anotherSizeIsAnotherPicture() {
        history.begin(frame);
        history.way(Votes.way(3, -4));
        while (searchInVain(0)) {}
        history.begin(Frame.blank(200, 300));
        assertTrue(history.hopes(0));
        assertEquals(0, history.way());
    }

    @Test
    void noiseIsSearchedLessAndAScrollThereIsFoundAgain() {
        var search = new MotionSearch();
        var before = noise(Frame.blank(320, 320), 0);
        for (int seed = 1; seed < 10; seed++) {
            var next = noise(before, seed);
            search(search, before, next);
            before = next;
        }
        assertFalse(history.hopes(0) && history.hopes(7));
        int[] pixels = CopyingViewer.pixels(before);
        int found = -1;
        for (int i = 0; i < 4 && found < 0; i++) {
            var scrolled = pixels.clone();
            System.arraycopy(pixels, 0, scrolled, 9 * 320, pixels.length - 9 * 320);
            var next = before.paint(before.area(), scrolled, 0, 320);
            found = search(search, before, next).copies().isEmpty() ? -1 : i;
            before = next;
            pixels = scrolled;
        }
        assertTrue(found >= 0);
        assertTrue(history.hopes(7));
    }

    private Moves search(MotionSearch search, Frame before, Frame next) {
        return search.search(Showing.all(before), history, next, next.area(), List.of(), 9);
    }

    private static Frame noise(Frame frame, int seed) {
        return frame.paint(frame.area(), Picture.NOISE.pixels(320, 320, seed), 0, 320);
    }

    /** Whether it was searched. */
    private boolean searchInVain(int place) {
        history.begin(frame);
        boolean hopes = history.hopes(place);
        if (hopes) {
            history.found(place, false);
        }
        return hopes;
    }
}
