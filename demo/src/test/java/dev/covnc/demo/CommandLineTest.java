package dev.covnc.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.GraphicsEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the user asks for that cannot be done: one sentence, status 2. */
class CommandLineTest {

    @TempDir Path folder;

    private record Outcome(int status, String out, String err) {}

    private static Outcome run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = Main.run(new PrintStream(out, true), new PrintStream(err, true), args);
        return new Outcome(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String sentence, String... args) {
        Outcome outcome = run(args);
        assertEquals("covnc-demo: " + sentence + System.lineSeparator(), outcome.err());
        assertEquals("", outcome.out());
        assertEquals(2, outcome.status());
    }

    @Test
    void theHelpPageNamesEverySceneAndOption() {
        Outcome outcome = run("--help");
        assertEquals(0, outcome.status());
        assertEquals("", outcome.err());
        for (String word :
                """
                sketch life image screen clock replay --host --port --password-file
                --view-only-password-file --security-types --users-file --tls-cert --tls-key
                --viewer-ca --viewer-name --keys --back-end --record --no-password-at-my-own-risk
                --version
                """
                        .split("\\s+")) {
            assertTrue(outcome.out().contains(word), word);
        }
        assertTrue(outcome.out().lines().count() <= 40, "one page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sketch", "life", "image", "screen", "clock", "replay"})
    void everySceneExplainsItself(String scene) {
        Outcome outcome = run(scene, "--help");
        assertEquals(0, outcome.status());
        assertTrue(outcome.out().startsWith("Usage: covnc-demo " + scene + " "), outcome.out());
    }

    @Test
    void theVersionIsOneLine() {
        Outcome outcome = run("--version");
        assertEquals(0, outcome.status());
        assertTrue(outcome.out().matches("covnc-demo .*, Java .*\\R"), outcome.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pong", "--port 0 pong", "pong --port 0"})
    void anUnknownSceneIsAnsweredWithTheList(String line) {
        assertRefused(
                "there is no scene 'pong': choose one of sketch, life, image, screen, clock, replay"
                        + " (covnc-demo --help explains)",
                line.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port x      | a port is a number from 0 (any free one) to 65535, not 'x'",
                "--port 65536  | a port is a number from 0 (any free one) to 65535, not '65536'",
                "--port -1     | a port is a number from 0 (any free one) to 65535, not '-1'",
                "--port        | Missing required parameter for option '--port' (PORT)",
                "--back-end go | a back-end is continuation or virtual-thread, not 'go'",
                "--bogus       | Unknown option: '--bogus'",
                "life --bogus  | Unknown option: '--bogus'",
                "life death    | 'death' is one word too many for life",
                "replay        | Missing required parameter: 'CAPTURE'",
                "clock --period 0     | --period is 1 to 3600000 milliseconds, not 0",
                "clock --period often | 'often' is not a long",
                "replay x --loops -1  | --loops is 0 (for ever) or more, not -1",
                "--host nowhere.invalid | --host 'nowhere.invalid' is not an address of this"
                        + " machine",
                "--host 0.0.0.0 | --host 0.0.0.0 would let anybody on the network in: add"
                        + " --password-file FILE,",
            })
    void aBadValueIsAnsweredWithOneSentence(String line, String sentence) {
        Outcome outcome = run(line.split(" "));
        assertTrue(outcome.err().contains(sentence), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertEquals("", outcome.out());
        assertEquals(2, outcome.status());
    }

    @Test
    void anEmptyHostIsNotTakenForThisMachine() {
        assertTrue(run("--host", "").err().contains("--host '' is not an address"));
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            Outcome outcome = run("clock", "--port", port);
            assertEquals(2, outcome.status());
            assertTrue(
                    outcome.err()
                            .startsWith(
                                    "covnc-demo: cannot listen on port "
                                            + port
                                            + " of 127.0.0.1 ("),
                    outcome.err());
            assertTrue(outcome.err().contains("): choose another with --port"), outcome.err());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password-file", "--view-only-password-file"})
    void aPasswordFileHasAPasswordOfAtMostEightBytes(String option) throws IOException {
        Path file = folder.resolve("password");
        String[] line = {"clock", "--port", "0", option, file.toString()};
        assertRefused(
                "cannot read the password file %s: there is no such file; check the path"
                        .formatted(file),
                line);
        for (String empty : new String[] {"", "\n", "\r\n", "\nsecret"}) {
            Files.writeString(file, empty);
            assertRefused(
                    "the password file %s is empty: write the password into its first line"
                            .formatted(file),
                    line);
        }
        Files.write(file, new byte[] {'p', (byte) 0xE9, '\n'});
        assertRefused(
                "cannot read the password file %s: it is not text in UTF-8".formatted(file), line);
        Files.writeString(file, "ninebytes\n");
        Outcome tooLong = run(line);
        assertEquals(2, tooLong.status());
        assertEquals(1, tooLong.err().lines().count(), tooLong.err());
        assertTrue(tooLong.err().contains("8 bytes"), tooLong.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--security-types TLSVnc,Magic | There is no security type Magic; there are [None,",
                "--security-types None,None    | --security-types: Security types are to be named,",
                "--security-types X509Vnc --keys FOLDER | X509Vnc needs a password",
                "--security-types RA2      | RA2 needs users or a password",
                "--security-types None --password-file FOLDER/p | None lets everybody in, and"
                        + " there",
                "--security-types X509None --tls-cert FOLDER/none | FOLDER/none: cannot be read",
                "--security-types X509None --tls-cert FOLDER/p | FOLDER/p: holds no certificate",
                "--tls-key FOLDER/key      | --tls-key needs the certificate that it belongs to",
                "--viewer-name CN=.*       | --viewer-name needs to know who signs",
                "--viewer-ca x --viewer-name ( | --viewer-name is no regular expression",
                "--users-file FOLDER/none  | cannot read the users file FOLDER/none: there is no",
            })
    void whatDoesNotGoTogetherIsAnsweredWithOneSentence(String line, String sentence)
            throws IOException {
        Files.writeString(folder.resolve("p"), "secret\n");
        var words = line.replace("FOLDER", folder.toString()).strip() + " --port 0";
        Outcome outcome = run(words.split(" +"));
        assertTrue(
                outcome.err().contains(sentence.replace("FOLDER", folder.toString())),
                outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertEquals("", outcome.out());
        assertEquals(2, outcome.status());
    }

    @Test
    void aKeyThatDoesNotBelongToTheCertificateIsRefused() throws IOException {
        var keys = folder.resolve("keys").toString();
        var other = folder.resolve("other").toString();
        for (var kept : new String[] {keys, other}) {
            try (var server =
                    dev.covnc.server.VncServer.builder(new dev.covnc.server.Display(8, 8))
                            .port(0)
                            .security(
                                    new dev.covnc.server.Security()
                                            .types(dev.covnc.server.Security.Type.X509_NONE)
                                            .keys(Path.of(kept)))
                            .start()) {
                assertTrue(Files.exists(Path.of(kept, "tls.pem")), server::toString);
            }
        }
        assertRefused(
                other + "/tls.pem: is not the key of the certificate in " + keys + "/tls.pem",
                "--port",
                "0",
                "--security-types",
                "X509None",
                "--tls-cert",
                keys + "/tls.pem",
                "--tls-key",
                other + "/tls.pem");
    }

    @Test
    void aFolderIsNoFile() {
        for (String what : new String[] {"image", "replay"}) {
            Outcome outcome = run(what, folder.toString());
            assertTrue(
                    outcome.err().endsWith("it is a folder; name a file" + System.lineSeparator()));
            assertEquals(2, outcome.status());
        }
    }

    @Test
    void aFileThatIsNoPictureIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "hello");
        assertRefused(
                "cannot read the picture %s: it is not a PNG, JPEG, GIF or BMP".formatted(file),
                "image",
                file.toString());
    }

    @Test
    void aFileThatIsNoCaptureIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "hello");
        assertRefused(
                "cannot read the capture %s: it is damaged or not compressed with gzip"
                        .formatted(file),
                "replay",
                file.toString());
    }

    @Test
    void aSentenceIsOneLineWhateverTheNameOfTheFile() {
        assertRefused(
                "cannot read the capture two lines: there is no such file; check the path",
                "replay",
                "two\nlines");
    }

    @Test
    void aRecordingThatCannotBeWrittenIsRefusedBeforeAnybodyComes() {
        assertRefused(
                "cannot write the recording %s: it is a folder; name a file".formatted(folder),
                "--port",
                "0",
                "--record",
                folder.toString());
        var nowhere = folder.resolve("nowhere/file");
        assertRefused(
                "cannot write the recording %s: there is no such folder; check the path"
                        .formatted(nowhere),
                "--port",
                "0",
                "--record",
                nowhere.toString());
    }

    @Test
    void withoutADesktopTheScreenSaysSo() {
        assertTrue(GraphicsEnvironment.isHeadless(), "asked before the scene tries");
        try {
            Outcome outcome = run("screen", "--port", "0");
            assertEquals(2, outcome.status());
            assertTrue(
                    outcome.err().startsWith("covnc-demo: there is no desktop to show"),
                    outcome.err());
            assertEquals(1, outcome.err().lines().count());
        } finally {
            System.setProperty("java.awt.headless", "true");
        }
    }
}
