package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The row of hostile-input.md about several servers in one Java. */
@Timeout(60)
class NeighbourCatalogueTest {

    @Test
    void k9TwoServersKnowNothingOfEachOther() throws Exception {
        var leftovers = new Leftovers();
        try (var _ = new CapturedLog();
                var locked =
                        VncServer.builder(new Display(1, 1)).port(0).password("secret").start();
                var open = VncServer.builder(new Display(1, 1)).port(0).start();
                var threads = Executors.newFixedThreadPool(8)) {
            var logins = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 1000; i++) {
                boolean isLocked = i % 2 == 0;
                var address = isLocked ? locked.address() : open.address();
                logins.add(threads.submit(() -> offersOnly(isLocked ? 2 : 1, address)));
            }
            for (var login : logins) {
                assertTrue(login.get());
            }
        }
        leftovers.assertNone();
    }

    /** Whether a viewer of 3.8 is offered that type alone, and gets no further by the other. */
    private static boolean offersOnly(int type, InetSocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(20_000);
            socket.connect(address);
            var in = socket.getInputStream();
            in.readNBytes(12);
            socket.getOutputStream().write("RFB 003.008\n".getBytes());
            boolean offered = in.read() == 1 && in.read() == type;
            socket.getOutputStream().write(3 - type);
            boolean refused = Arrays.equals(new byte[] {0, 0, 0, 1}, in.readNBytes(4));
            return offered && refused;
        }
    }
}
