package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.Encrypted;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.Plain;
import dev.covnc.rfb.security.VeNCrypt;

import io.netty.handler.codec.DecoderException;

import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Chapter C of hostile-input.md, the rows about TLS, in memory. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class TlsCatalogueTest {
    private static final String V38 = "'RFB 003.008' 0a";
    private static final String LOGIN = "00000005 00000006 'alicesecret'";

    /** Plain inside of anonymous TLS, and of TLS with a certificate. */
    private static final List<Integer> TYPES = List.of(259, 262);

    @TempDir static Path directory;
    private static TlsKeys keys;

    private final TestServer server;

    TlsCatalogueTest(BackEnd backEnd) {
        var plain =
                new Plain(
                        (user, password) -> {
                            if (user.equals("alice") && "secret".equals(new String(password))) {
                                return Identity.FULL;
                            }
                            throw new AuthenticationFailed("Authentication failed");
                        });
        var venCrypt =
                new VeNCrypt(
                        List.of(
                                Encrypted.anonymously(new AnonymousTls(), plain),
                                Encrypted.withCertificate(new CertifiedTls(keys), plain)));
        // A hundred handshakes at once, none of which is dropped.
        var limits = Limits.builder().strangers(200).build();
        server =
                new TestServer(new TestSettings(backEnd, TestServer.NONE, venCrypt).limits(limits));
    }

    @BeforeAll
    static void makeKeys() throws IOException {
        var file = new OwnKeys(directory, Clock.systemUTC()).certificate();
        keys = new TlsKeys(file, file, Optional.empty());
    }

    @AfterEach
    void closeAndCheck() {
        server.log.take("self-signed");
        server.close();
    }

    private WireScript choosing() {
        var viewer = server.connect().play("<" + V38 + ">" + V38 + "< 02 01 13 > 13 < 0002 > 0002");
        return viewer.play("< 00 02 00000103 00000106");
    }

    private WireScript chosen(int type) {
        return choosing().play("> %08x < 01".formatted(type));
    }

    /** A viewer's end of TLS, step by step. */
    private static final class Tls {
        final TlsClientProtocol protocol = new TlsClientProtocol();
        final WireScript script;

        Tls(WireScript script, int type) {
            this.script = script;
            try {
                protocol.connect(new Client(type < 260));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        /** What is to be sent next. */
        byte[] output() {
            var out = new byte[protocol.getAvailableOutputBytes()];
            protocol.readOutput(out, 0, out.length);
            return out;
        }

        /** Hands on what either side has to say, until neither has. */
        Tls talk() throws IOException {
            for (var out = output(); out.length > 0; out = output()) {
                script.send(out);
                var answer = script.discardReceived();
                if (answer.length > 0) {
                    protocol.offerInput(answer);
                }
            }
            return this;
        }

        Tls say(String hex) throws IOException {
            var bytes = WireScript.parse(hex);
            protocol.writeApplicationData(bytes, 0, bytes.length);
            return talk();
        }

        byte[] heard() throws IOException {
            var come = script.discardReceived();
            if (come.length > 0) {
                protocol.offerInput(come);
            }
            var bytes = new byte[protocol.getAvailableInputBytes()];
            protocol.readInput(bytes, 0, bytes.length);
            return bytes;
        }
    }

    private static final class Client extends DefaultTlsClient {
        private final boolean anonymous;

        Client(boolean anonymous) {
            super(new BcTlsCrypto(new SecureRandom()));
            this.anonymous = anonymous;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.TLSv12.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return anonymous
                    ? new int[] {CipherSuite.TLS_DH_anon_WITH_AES_256_GCM_SHA384}
                    : super.getSupportedCipherSuites();
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) {}

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) {
                    return null;
                }
            };
        }
    }

    /** Logged in through TLS, and with ServerInit read. */
    private Tls watching(int type) throws IOException {
        var tls = new Tls(chosen(type), type).talk().say(LOGIN);
        assertEquals("00000000", hex(tls.heard()));
        tls.say("01");
        assertEquals(24 + 4, tls.heard().length);
        return tls;
    }

    /**
     * A channel in memory takes its handlers away as soon as it is closed, so that nobody is left
     * to whom Netty could say why; a socket's are still there.
     */
    private static void assertGone(WireScript viewer) {
        viewer.expectClosed();
        try {
            viewer.channel.checkException();
        } catch (DecoderException _) {
            // Said in the log already.
        }
        viewer.leave();
    }

    private static String hex(byte... bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Test
    void c3WhatWasSaidInClearIsNotInTheLog() {
        for (int type : TYPES) {
            var viewer = choosing().play("> %08x %s".formatted(type, LOGIN)).expectClosed();
            var line = server.log.about(viewer.channel.remoteAddress()).getFirst().text();
            assertTrue(line.contains("A TLS record was to come"), line);
            assertGone(viewer);
        }
    }

    @Test
    void c3WordsInClearAreNotTakenForEncryptedOnes() {
        for (int type : TYPES) {
            for (var smuggled : List.of(LOGIN + "01", "01", LOGIN + V38 + "04 01 0000 00000061")) {
                var viewer = choosing().play("> %08x %s".formatted(type, smuggled));
                viewer.play("< 01").finish();
                var answer = viewer.expectClosed().discardReceived();
                assertTrue(answer.length == 0 || answer[0] == 0x15, () -> hex(answer));
                assertGone(viewer);
            }
        }
        assertEquals(List.of(), server.input);
    }

    @Test
    void c4AHandshakeMayEndAnywhere() {
        for (int type : TYPES) {
            var hello = new Tls(null, type).output();
            for (int at = 0; at < hello.length; at += 1 + at / 40) {
                for (boolean isReset : new boolean[] {false, true}) {
                    var viewer = chosen(type).send(Arrays.copyOf(hello, at));
                    if (isReset) {
                        viewer.reset();
                    } else {
                        viewer.finish();
                    }
                    assertGone(viewer);
                }
            }
            assertGone(chosen(type).play("> 15 0303 0002 0228"));
        }
    }

    @Test
    void c5ManyHandshakesEndOnceEachInWhateverOrder() {
        var viewers = new ArrayList<WireScript>();
        for (int i = 0; i < 100; i++) {
            int type = TYPES.get(i % 2);
            viewers.add(chosen(type).send(Arrays.copyOf(new Tls(null, type).output(), 20 + i)));
        }
        server.assertOthersAreServed();
        Collections.shuffle(viewers, new Random(1));
        for (var viewer : viewers) {
            assertGone(viewer.finish());
        }
    }

    @Test
    void c6WhatIsNotTlsEndsTheConnection() {
        for (int type : TYPES) {
            for (var garbage :
                    List.of(
                            "'GET / HTTP/1.1' 0d0a 0d0a",
                            "80 2e 01 00 02 00 15 00 00 00 10 00*30",
                            "16 0301 ffff 00*65535",
                            "16 0301 4801 00*18433",
                            "17 0303 0010 00*16",
                            "ff*100",
                            "16 0301 0000".repeat(200),
                            "16 0301 0001 00".repeat(16384))) {
                var viewer = chosen(type).play("> " + garbage);
                server.advance(Limits.DEFAULT.handshake());
                viewer.discardReceived();
                assertGone(viewer);
            }
        }
    }

    @Test
    void c8OnlyWhatWasNamedIsOffered() {
        choosing(); // Which has both types with a password, in their order, and none without.
    }

    @Test
    void c9TheKeysAreFreshAndNotShort() throws IOException {
        for (int type : TYPES) {
            var first = new Tls(chosen(type), type);
            var second = new Tls(chosen(type), type);
            // Bouncy Castle's client refuses groups below 2048 bits.
            first.talk().say(LOGIN);
            second.talk().say(LOGIN);
            assertEquals("00000000", hex(first.heard()));
            assertEquals("00000000", hex(second.heard()));
        }
    }

    @Test
    void c11HalfAMessageIsNotExecutedWhenTheStreamIsCut() throws IOException {
        for (int type : TYPES) {
            var tls = watching(type).say("04 01 0000 0000ffe3");
            assertEquals(List.of("key ffe3 down"), server.input);
            tls.say("04 01 0000");
            var message = WireScript.parse("00000061");
            tls.protocol.writeApplicationData(message, 0, message.length);
            var record = tls.output();
            tls.script.send(Arrays.copyOf(record, record.length - 1)).finish();
            assertGone(tls.script);
            assertEquals(List.of("key ffe3 down", "key ffe3 up"), server.input);
            server.input.clear();
        }
    }

    @Test
    void c11AStreamThatIsChangedEnds() throws IOException {
        for (int type : TYPES) {
            var tls = watching(type);
            var message = WireScript.parse("04 01 0000 00000061");
            tls.protocol.writeApplicationData(message, 0, message.length);
            var record = tls.output();
            record[record.length - 1] ^= 1;
            assertGone(tls.script.send(record));
            assertFalse(server.input.contains("key 61 down"));
        }
    }
}
