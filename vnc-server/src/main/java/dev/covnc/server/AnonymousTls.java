package dev.covnc.server;

import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.Layer;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;

/**
 * TLS 1.2 in which the server proves nothing (RFC 5246 section F.1.1.1), which is what viewers
 * bring to VeNCrypt's TLS types, and nothing else. By Bouncy Castle, because the JDK has it for the
 * whole JVM or not at all.
 */
final class AnonymousTls implements Layer {
    /** The first that the viewer knows: those that prove what they encrypt come first. */
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_DH_anon_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_DH_anon_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDH_anon_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_ECDH_anon_WITH_AES_128_CBC_SHA,
    };

    private final TlsCrypto crypto = new JcaTlsCryptoProvider().create(new SecureRandom());

    @Override
    @Suspends
    public Wire over(Wire below) {
        var tls = new TlsServerProtocol();
        step(below, tls, () -> tls.accept(new Server(crypto)));
        while (tls.isHandshaking()) {
            var record = TlsWire.readRecord(below);
            step(below, tls, () -> tls.offerInput(record));
        }
        return new TlsWire(below, tls);
    }

    /** What Bouncy Castle does, elsewhere: a key exchange takes a millisecond. */
    private interface Step {
        void take() throws IOException;
    }

    /** Does it, and sends what there is to answer, be it an alert. */
    @Suspends
    private static void step(Wire below, TlsServerProtocol tls, Step step) {
        try {
            below.work(
                    "a TLS handshake",
                    () -> {
                        try {
                            step.take();
                            return null;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            below.send(TlsWire.output(tls, new WireWriter()));
            throw new ProtocolException("The TLS handshake failed: " + e.getCause().getMessage());
        }
        below.send(TlsWire.output(tls, new WireWriter()));
    }

    private static final class Server extends AbstractTlsServer {
        Server(TlsCrypto crypto) {
            super(crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.TLSv12.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return CIPHER_SUITES.clone();
        }

        @Override
        protected boolean preferLocalCipherSuites() {
            return true;
        }

        /** None. */
        @Override
        public TlsCredentials getCredentials() {
            return null;
        }
    }
}
