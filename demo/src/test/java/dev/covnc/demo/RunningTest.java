package dev.covnc.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** The demo as it runs: it says where it listens, greets, and ends when it is asked to. */
@Timeout(20)
class RunningTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port 0",
                "--port 0 life",
                "life --port 0",
                "clock --period 5 --port 0",
                "--back-end virtual-thread --port 0",
                "--back-end continuation --port 0",
                "replay CAPTURE --period 50 --loops 2 --wait-for-viewer --port 0",
                "replay CAPTURE --port 0",
                "replay CAPTURE --port 0 --loops 0",
            })
    void itListensGreetsAndEnds(String line) throws Exception {
        Path capture = folder.resolve("capture.scap.gz");
        Files.write(capture, new CaptureBytes(3, 2).frame(0).rectangle(0, 0, 3, 2, 7).gzip());
        assertEquals("127.0.0.1", hostGreeted(line.replace("CAPTURE", capture.toString())));
    }

    @Test
    void anIpv6AddressIsPrintedInBrackets() throws Exception {
        assertEquals("[::1]", hostGreeted("clock --host ::1 --port 0"));
        assertEquals("[::1]", hostGreeted("clock --host [::1] --port 0"));
        assertEquals("localhost", hostGreeted("clock --host localhost --port 0"));
    }

    @Test
    void anOpenHostNeedsOnlyAPassword() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret12\r\nmore\n");
        assertEquals(
                "0.0.0.0",
                hostGreeted("clock --port 0 --host 0.0.0.0 --password-file " + password));
        assertEquals(
                "0.0.0.0",
                hostGreeted("clock --port 0 --host 0.0.0.0 --no-password-at-my-own-risk"));
    }

    /** Runs it, reads the greeting, interrupts it; answers the host that it printed. */
    private static String hostGreeted(String line) throws Exception {
        var printed = new PipedInputStream();
        var out = new PrintStream(new PipedOutputStream(printed), true);
        var run = new FutureTask<>(() -> Main.run(out, System.err, line.split(" ")));
        Thread thread = Thread.ofPlatform().daemon().start(run);
        var reader = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
        String listening = reader.readLine();
        assertTrue(listening.startsWith("listening on vnc://"), listening);
        int colon = listening.lastIndexOf(':');
        String host = listening.substring("listening on vnc://".length(), colon);
        assertEquals(
                "RFB 003.008\n", greeting(host, Integer.parseInt(listening.substring(colon + 1))));
        if (!host.equals("0.0.0.0")) {
            assertEquals(
                    listening.replace("listening on vnc", "open http") + "/", reader.readLine());
        }
        thread.interrupt();
        assertEquals(0, run.get(10, TimeUnit.SECONDS));
        out.close();
        assertEquals(null, reader.readLine(), "no more lines");
        return host;
    }

    private static String greeting(String host, int port) throws IOException {
        String there = host.equals("0.0.0.0") ? "127.0.0.1" : host;
        try (var socket = new Socket(InetAddress.getByName(there), port)) {
            socket.setSoTimeout(5_000);
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }
}
