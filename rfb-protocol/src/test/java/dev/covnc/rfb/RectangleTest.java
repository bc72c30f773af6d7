package dev.covnc.rfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RectangleTest {

    private final Rectangle area = new Rectangle(10, 20, 30, 40);

    @Test
    void whatIsWrittenIsReadAgain() {
        var out = new WireWriter();
        area.write(out);
        assertEquals(area, Rectangle.read(new MemoryWire(out.toByteArray())));
    }

    @Test
    void whatTwoHaveInCommonMayBeNothing() {
        assertEquals(new Rectangle(10, 20, 5, 40), area.intersect(new Rectangle(0, 0, 15, 100)));
        assertEquals(area, area.intersect(new Rectangle(0, 0, 65535, 65535)));
        assertEquals(Rectangle.EMPTY, area.intersect(new Rectangle(40, 20, 30, 40)));
        assertEquals(Rectangle.EMPTY, area.intersect(Rectangle.EMPTY));
    }

    @Test
    void anEmptyOneAddsNothing() {
        assertEquals(area, area.union(new Rectangle(500, 500, 0, 9)));
        assertEquals(area, Rectangle.EMPTY.union(area));
        assertEquals(new Rectangle(5, 20, 35, 45), area.union(new Rectangle(5, 60, 1, 5)));
    }

    @Test
    void containmentIncludesTheEdges() {
        assertTrue(area.contains(area));
        assertTrue(area.contains(new Rectangle(39, 59, 1, 1)));
        assertFalse(area.contains(new Rectangle(39, 59, 2, 1)));
        assertFalse(area.contains(new Rectangle(9, 20, 1, 1)));
    }

    @Test
    void theAreaOfTheLargestIsPositive() {
        assertEquals(65535L * 65535, new Rectangle(0, 0, 65535, 65535).area());
    }

    @Test
    void numbersThatMeanNoRectangleAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Rectangle(-1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rectangle(0, 0, 1, -1));
    }

    @Test
    void oneThatEndsBeyondAnIntIsNotTakenForASmallOne() {
        int most = Integer.MAX_VALUE;
        var endless = new Rectangle(10, 20, most, most);
        assertFalse(area.contains(endless));
        assertTrue(endless.contains(area));
        assertEquals(area, area.intersect(endless));
        assertEquals(area, endless.intersect(area));
        assertFalse(area.contains(new Rectangle(most, most, 1, 1)));
    }
}
