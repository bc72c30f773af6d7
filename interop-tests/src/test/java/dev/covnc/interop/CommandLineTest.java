package dev.covnc.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The standalone server's manners: what the user can put right is said in one line and ends it with
 * status 2; standard output is one line; Ctrl-C ends it.
 */
class CommandLineTest {

    @Test
    void anUnknownSceneIsNamed() {
        assertRefused("skech", "skech");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertRefused("--prot", "sketch", "--prot", "5901");
    }

    @Test
    void aPortThatIsNoPortIsNamed() {
        assertRefused("65536", "--port", "65536");
    }

    @Test
    void aPictureThatIsNotThereIsNamed() {
        assertRefused("missing.png", "image", "missing.png");
    }

    @Test
    void aPictureThatIsNoneIsNamed() throws IOException {
        var file = Files.writeString(Program.newFile("text.png"), "not a picture");
        assertRefused(file.toString(), "image", file.toString());
    }

    @Test
    void aCaptureThatIsNotThereIsNamed() {
        assertRefused("missing.scap.gz", "replay", "missing.scap.gz");
    }

    @Test
    void aCaptureThatIsNoneIsNamed() throws IOException {
        var file = Files.writeString(Program.newFile("text.scap.gz"), "not a capture");
        assertRefused(file.toString(), "replay", file.toString());
    }

    @Test
    void aTruncatedCaptureIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(Recording.made().write());
        for (int length : List.of(0, 5, whole.length / 2, whole.length - 9)) {
            var file =
                    Files.write(Program.newFile("truncated.scap.gz"), Arrays.copyOf(whole, length));
            assertRefused(file.toString(), "replay", file.toString());
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(other.getLocalPort());
            assertRefused(port, "--port", port);
        }
    }

    @Test
    void aPasswordFileThatIsNotThereIsNamed() {
        assertRefused("missing.txt", "--password-file", "missing.txt");
    }

    @Test
    void anEmptyPasswordFileIsNamed() throws IOException {
        var file = Files.writeString(Program.newFile("empty"), "\n");
        assertRefused(file.toString(), "--password-file", file.toString());
    }

    @Test
    void aPasswordThatIsTooLongIsNotCut() throws IOException {
        var file = Files.writeString(Program.newFile("long"), "rutabagas\n");
        assertRefused("8", "--password-file", file.toString());
    }

    @Test
    void nobodyIsLetInFromTheNetworkWithoutAPassword() {
        assertRefused("--password-file", "--host", "0.0.0.0");
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        for (var option : List.of("--help", "--version")) {
            var ended =
                    Program.run(
                            Map.of(), Server.command(new String[] {option}).toArray(String[]::new));
            assertEquals(0, ended.status());
            assertTrue(ended.out().contains("covnc-demo"), ended.out());
            assertEquals("", ended.err());
        }
    }

    @Test
    void interruptedItEndsAndThePortIsFree() {
        try (var server = Program.start(Map.of(), Server.command(new String[] {"--port", "0"}))) {
            server.await("listening", () -> server.out().endsWith("\n"));
            var port =
                    Integer.parseInt(
                            server.out().replaceAll("(?s).*vnc://127.0.0.1:(\\d+)\n.*", "$1"));
            server.signal("INT");
            var ended = server.awaitEnd();
            assertEquals(130, ended.status(), ended.err());
            assertEquals(
                    "listening on vnc://127.0.0.1:%d\nopen http://127.0.0.1:%d/\n"
                            .formatted(port, port),
                    ended.out());
            assertFalse(ended.err().contains("\tat "), ended.err());
            assertThrows(
                    ConnectException.class,
                    () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        }
    }

    /** A stand-in for a machine with nothing newer than 17; its java must not even be started. */
    @Test
    void withoutAJdk25TheScriptSaysWhatToInstall() throws IOException {
        var old = Program.newFile("jdk-17");
        Files.createDirectories(old.resolve("bin"));
        for (var program : List.of("java", "javac")) {
            var file = Files.writeString(old.resolve("bin/" + program), "#!/bin/sh\nexit 99\n");
            assertTrue(file.toFile().setExecutable(true));
        }
        Files.writeString(
                old.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"17.0.15\"\n");
        var environment =
                Map.of(
                        "JAVA_HOME",
                        old.toString(),
                        "COVNC_JDK_DIRS",
                        old.getParent().toString(),
                        "PATH",
                        path(old));
        assertRefused("JDK 25", Program.run(environment, script()));
    }

    @Test
    void theScriptPassesWordsOnAsTheyAre() {
        assertRefused(
                "no such  scene",
                Program.run(
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        script(),
                        "no such  scene"));
    }

    private static String script() {
        return Server.ROOT.resolve("bin/covnc-demo").toString();
    }

    private static String path(Path jdk) {
        return jdk.resolve("bin") + ":/usr/bin:/bin";
    }

    private static void assertRefused(String named, String... arguments) {
        assertRefused(
                named, Program.run(Map.of(), Server.command(arguments).toArray(String[]::new)));
    }

    private static void assertRefused(String named, Program.Ended ended) {
        assertEquals("", ended.out());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().contains(named), ended.err());
        assertEquals(2, ended.status(), ended.err());
    }
}
