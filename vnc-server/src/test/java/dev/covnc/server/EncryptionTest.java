package dev.covnc.server;

import static dev.covnc.server.Security.Type.TLS_PLAIN;
import static dev.covnc.server.Security.Type.TLS_VNC;
import static dev.covnc.server.Security.Type.X509_NONE;
import static dev.covnc.server.Security.Type.X509_PLAIN;
import static dev.covnc.server.Security.Type.X509_VNC;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Random;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

/** VeNCrypt's types with TLS, over real sockets, on both back-ends. */
@Timeout(60)
class EncryptionTest {
    private static final int WIDTH = 641;
    private static final int HEIGHT = 481;

    private final Display display = new Display(WIDTH, HEIGHT);
    private final int[] picture = new Random(1).ints(WIDTH * HEIGHT, 0, 1 << 24).toArray();

    @TempDir Path directory;

    private VncServer server(BackEnd backEnd, Security.Type... types) throws IOException {
        return server(backEnd, new Security().types(types));
    }

    private VncServer server(BackEnd backEnd, Security security) throws IOException {
        display.paint(picture);
        return VncServer.builder(display)
                .port(0)
                .backEnd(backEnd)
                .password("rutabaga")
                .security(security.keys(directory))
                .start();
    }

    @ParameterizedTest
    @EnumSource
    void anAnonymousSessionShowsThePicture(BackEnd backEnd) throws Exception {
        try (var server = server(backEnd, TLS_VNC, TLS_PLAIN);
                var first = new SecureViewer(server.address(), 258);
                var second = new SecureViewer(server.address(), 259)) {
            assertArrayEquals(picture, first.anonymously().answerChallenge().picture());
            assertArrayEquals(picture, second.anonymously().sayNameAndPassword("").picture());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONTINUATION, TLSv1.2", "CONTINUATION, TLSv1.3",
        "VIRTUAL_THREAD, TLSv1.2", "VIRTUAL_THREAD, TLSv1.3"
    })
    void aSessionWithACertificateShowsThePicture(BackEnd backEnd, String protocol)
            throws Exception {
        try (var server = server(backEnd, X509_VNC, X509_PLAIN);
                var first = new SecureViewer(server.address(), 261);
                var second = new SecureViewer(server.address(), 262)) {
            assertArrayEquals(
                    picture, first.withCertificates(protocol).answerChallenge().picture());
            assertArrayEquals(
                    picture, second.withCertificates(protocol).sayNameAndPassword("").picture());
            assertEquals("CN=covnc", first.certificate().getSubjectX500Principal().getName());
        }
    }

    @ParameterizedTest
    @EnumSource
    void wordsInClearBehindTheChoiceAreNotTakenForEncryptedOnes(BackEnd backEnd) throws Exception {
        var inClear = HexFormat.of().parseHex("0000000000000008" + "7275746162616761" + "01");
        try (var server = server(backEnd, TLS_PLAIN, X509_PLAIN)) {
            for (int type : new int[] {259, 262}) {
                try (var viewer = new SecureViewer(server.address(), type, inClear)) {
                    assertEquals("01", viewer.read(1));
                    assertTrue(endsWithoutAResult(viewer));
                }
            }
        }
    }

    /** A TLS alert may come, and that is all. */
    private static boolean endsWithoutAResult(SecureViewer viewer) throws IOException {
        try {
            var rest = viewer.read(1000);
            return rest.isEmpty() || rest.startsWith("15");
        } catch (SocketException _) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aViewerThatHangsUpInTheHandshakeIsGone(BackEnd backEnd) throws Exception {
        try (var server = server(backEnd, TLS_VNC, X509_VNC)) {
            for (int type : new int[] {258, 261}) {
                try (var viewer = new SecureViewer(server.address(), type)) {
                    assertEquals("01", viewer.read(1));
                    viewer.send("16030100c0");
                    viewer.socket.shutdownOutput();
                    assertTrue(endsWithoutAResult(viewer));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHandshakeCannotBeHadAgain(BackEnd backEnd) throws Exception {
        try (var server = server(backEnd, X509_VNC);
                var viewer = new SecureViewer(server.address(), 261)) {
            viewer.withCertificates("TLSv1.2").answerChallenge().picture();
            viewer.encrypted().startHandshake();
            assertThrows(
                    IOException.class,
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            viewer.send("040000000000ff0d");
                            viewer.send("0300 0000 0000 0001 0001");
                            if (viewer.read(1).isEmpty()) {
                                throw new IOException("closed");
                            }
                        }
                    });
        }
    }

    @Test
    void theCertificateIsKeptAndForItsOwnerOnly() throws Exception {
        byte[] seen;
        try (var server = server(BackEnd.CONTINUATION, X509_VNC)) {
            seen = certificate(server);
            assertEquals(
                    "rw-------",
                    java.nio.file.attribute.PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("tls.pem"))));
        }
        try (var server = server(BackEnd.CONTINUATION, X509_VNC)) {
            assertArrayEquals(seen, certificate(server));
        }
    }

    @Test
    void aCertificateThatHasChangedIsShownToTheNextViewer() throws Exception {
        var other = new OwnKeys(directory.resolve("other"), Clock.systemUTC()).certificate();
        try (var server = server(BackEnd.CONTINUATION, X509_VNC)) {
            var before = certificate(server);
            Files.writeString(directory.resolve("tls.pem"), "spoilt, so it stays");
            assertArrayEquals(before, certificate(server));
            Files.copy(other, directory.resolve("tls.pem"), StandardCopyOption.REPLACE_EXISTING);
            assertNotEquals(HexFormat.of().formatHex(before), hex(certificate(server)));
            assertEquals(
                    hex(Pem.read(other).certificates().getFirst().getEncoded()),
                    hex(certificate(server)));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] certificate(VncServer server) throws Exception {
        try (var viewer = new SecureViewer(server.address(), 261)) {
            return viewer.withCertificates("TLSv1.3").certificate().getEncoded();
        }
    }

    @Test
    void aViewersCertificateHasToBeSignedAndToHaveARightName() throws Exception {
        var known = new OwnKeys(directory.resolve("known"), Clock.systemUTC()).certificate();
        var unknown = new OwnKeys(directory.resolve("unknown"), Clock.systemUTC()).certificate();
        for (boolean right : new boolean[] {true, false}) {
            var security =
                    new Security()
                            .types(X509_NONE)
                            .viewerCertificates(
                                    known, name -> right == name.getName().equals("CN=covnc"));
            try (var server = server(BackEnd.CONTINUATION, security)) {
                assertEquals(right, comesIn(server, known));
                assertEquals(false, comesIn(server, unknown));
                assertEquals(false, comesIn(server, null));
            }
        }
    }

    private boolean comesIn(VncServer server, Path certificate) throws Exception {
        try (var viewer = new SecureViewer(server.address(), 260)) {
            viewer.withCertificates("TLSv1.3", own(certificate));
            return viewer.read(4).equals("00000000");
        } catch (SSLException | SocketException _) {
            return false;
        }
    }

    private static KeyManager[] own(Path file) throws Exception {
        if (file == null) {
            return new KeyManager[0];
        }
        var pem = Pem.read(file);
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own",
                pem.key().orElseThrow(),
                new char[0],
                pem.certificates().toArray(Certificate[]::new));
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }
}
