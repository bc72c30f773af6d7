package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

class InputTest {
    private final List<String> heard = new ArrayList<>();

    private final InputHandler handler =
            new InputHandler() {
                @Override
                public void key(Viewer viewer, int keysym, boolean down) {
                    heard.add("key " + down);
                }

                @Override
                public void pointer(Viewer viewer, int x, int y, int buttons) {
                    heard.add("pointer " + buttons);
                }

                @Override
                public void left(Viewer viewer) {
                    heard.add("left");
                }
            };

    @Test
    void thatAViewerHasLeftIsTheLastThatIsHeardOfIt() {
        Viewer viewer = () -> new InetSocketAddress(1);
        var display = new Display(8, 8);
        var input = new Input(viewer, display, handler, Runnable::run, Runnable::run, 256);
        input.key('a', true);
        input.pointer(1, 2, 1);
        input.end();
        assertEquals(List.of("key true", "pointer 1", "key false", "pointer 0", "left"), heard);
    }
}
