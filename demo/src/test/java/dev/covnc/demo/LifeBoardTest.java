package dev.covnc.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Random;

class LifeBoardTest {

    private static String drawing(LifeBoard board) {
        var text = new StringBuilder();
        for (int y = 0; y < board.height(); y++) {
            for (int x = 0; x < board.width(); x++) {
                text.append(board.age(x, y) > 0 ? '#' : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static LifeBoard board(String drawing) {
        String[] rows = drawing.split("\n");
        var board = new LifeBoard(rows[0].length(), rows.length);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length(); x++) {
                if (rows[y].charAt(x) == '#') {
                    board.bear(x, y);
                }
            }
        }
        return board;
    }

    @Test
    void aBlinkerBlinks() {
        String upright = ".....\n..#..\n..#..\n..#..\n.....\n";
        LifeBoard board = board(upright);
        board.step();
        assertEquals(".....\n.....\n.###.\n.....\n.....\n", drawing(board));
        assertEquals(2, board.age(2, 2), "the middle one grew older");
        assertEquals(1, board.age(1, 2), "its neighbour was just born");
        board.step();
        assertEquals(upright, drawing(board));
    }

    @Test
    void aGliderComesRoundTheEdges() {
        String glider = ".#....\n..#...\n###...\n......\n......\n......\n";
        LifeBoard board = board(glider);
        for (int step = 0; step < 4 * 6; step++) {
            board.step();
        }
        assertEquals(glider, drawing(board));
    }

    @Test
    void agesEndAt255() {
        LifeBoard board = board("....\n.##.\n.##.\n....\n");
        for (int step = 0; step < 300; step++) {
            board.step();
        }
        assertEquals(255, board.age(1, 1));
    }

    @Test
    void sowingOverTheEdgeComesRound() {
        var board = new LifeBoard(8, 8);
        board.sow(-6, -6, 12, new Random(1));
        board.sow(6, 6, 12, new Random(1));
        board.clear();
        assertEquals(drawing(new LifeBoard(8, 8)), drawing(board));
    }
}
