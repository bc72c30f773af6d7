package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A blocking viewer that speaks VeNCrypt over a real socket, RFB 3.8, Raw only. */
final class SecureViewer implements AutoCloseable {
    private static final byte[] PASSWORD = "rutabaga".getBytes();

    final Socket socket = new Socket();
    private InputStream in;
    private OutputStream out;
    private SSLSession session;
    private SSLSocket encrypted;

    /** Has come as far as the choice of VeNCrypt's type, which is chosen. */
    SecureViewer(InetSocketAddress server, int type, byte... tooEarly) throws IOException {
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(server);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        in.readNBytes(12);
        send("524642203030332e3030380a");
        assertEquals("0113", read(2));
        send("13");
        assertEquals("0002", read(2));
        send("0002");
        assertEquals("00", read(1));
        in.readNBytes(4 * in.read());
        out.write(ByteBuffer.allocate(4 + tooEarly.length).putInt(type).put(tooEarly).array());
    }

    SecureViewer anonymously() throws IOException {
        assertEquals("01", read(1));
        var tls = new TlsClientProtocol(in, out);
        tls.connect(new AnonymousClient());
        in = tls.getInputStream();
        out = tls.getOutputStream();
        return this;
    }

    private static final class AnonymousClient extends DefaultTlsClient {
        AnonymousClient() {
            super(new BcTlsCrypto(new SecureRandom()));
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.TLSv12.only();
        }

        /** The other way round than the server wants it. */
        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {
                CipherSuite.TLS_ECDH_anon_WITH_AES_256_CBC_SHA,
                CipherSuite.TLS_DH_anon_WITH_AES_256_GCM_SHA384
            };
        }

        @Override
        public TlsAuthentication getAuthentication() {
            throw new AssertionError("the server has shown a certificate");
        }

        @Override
        public void notifySelectedCipherSuite(int suite) {
            assertEquals(CipherSuite.TLS_DH_anon_WITH_AES_256_GCM_SHA384, suite);
            super.notifySelectedCipherSuite(suite);
        }
    }

    SecureViewer withCertificates(String protocol, KeyManager... own)
            throws IOException, GeneralSecurityException {
        assertEquals("01", read(1));
        var context = SSLContext.getInstance("TLS");
        context.init(own, new TrustManager[] {new Trusting()}, null);
        encrypted =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(socket, "localhost", socket.getPort(), true);
        encrypted.setEnabledProtocols(new String[] {protocol});
        encrypted.startHandshake();
        session = encrypted.getSession();
        in = encrypted.getInputStream();
        out = encrypted.getOutputStream();
        return this;
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    X509Certificate certificate() throws IOException {
        return (X509Certificate) session.getPeerCertificates()[0];
    }

    SSLSocket encrypted() {
        return encrypted;
    }

    SecureViewer answerChallenge() throws IOException {
        out.write(WireScript.response(in.readNBytes(16), new String(PASSWORD)));
        return this;
    }

    SecureViewer sayNameAndPassword(String name) throws IOException {
        out.write(
                ByteBuffer.allocate(8 + name.length() + PASSWORD.length)
                        .putInt(name.length())
                        .putInt(PASSWORD.length)
                        .put(name.getBytes())
                        .put(PASSWORD)
                        .array());
        return this;
    }

    /** Has come in, and shows the picture. */
    int[] picture() throws IOException {
        assertEquals("00000000", read(4));
        send("01");
        var data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        int width = data.readUnsignedShort();
        int height = data.readUnsignedShort();
        data.readNBytes(16);
        data.readNBytes(data.readInt());
        send("03000000 0000 %04x %04x".formatted(width, height));
        data.readUnsignedShort();
        int rectangles = data.readUnsignedShort();
        var pixels = new int[width * height];
        for (int i = 0; i < rectangles; i++) {
            int x = data.readUnsignedShort();
            int y = data.readUnsignedShort();
            int w = data.readUnsignedShort();
            int h = data.readUnsignedShort();
            assertEquals(0, data.readInt());
            for (int row = y; row < y + h; row++) {
                for (int column = x; column < x + w; column++) {
                    pixels[row * width + column] = Integer.reverseBytes(data.readInt()) & 0xffffff;
                }
            }
        }
        return pixels;
    }

    String read(int count) throws IOException {
        return HexFormat.of().formatHex(in.readNBytes(count));
    }

    void send(String hex) throws IOException {
        out.write(HexFormat.of().parseHex(hex.replace(" ", "")));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
