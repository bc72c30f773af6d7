package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** On continuations a coroutine stays on its loop, and says so. */
class ContinuationMoveTest {

    @Test
    void oneThatIsToldToMoveStaysAndIsToldWhy() {
        var loop = new Loop();
        var root = new CoroutineScope(loop.executor(), BackEnd.CONTINUATION);
        var events = new ArrayList<String>();
        root.start(
                "mover",
                () -> {
                    try {
                        Coroutine.moveTo(new Loop().executor());
                    } catch (IllegalStateException e) {
                        events.add(e.getMessage());
                    }
                });
        loop.run();
        assertEquals(
                List.of("Coroutine 'mover' cannot move: only those on virtual threads can"),
                events);
    }
}
