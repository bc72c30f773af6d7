package dev.covnc.soak;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** A viewer made of a socket, as good or as bad as a trial wants it. RFB 3.8, 32 bits a pixel. */
final class FakeViewer implements AutoCloseable {
    static final int RAW = 0;
    static final int ZLIB = 6;
    static final int TIGHT = 7;
    static final int ZRLE = 16;
    static final int DESKTOP_SIZE = -223;
    static final int LAST_RECT = -224;
    static final int EXTENDED_DESKTOP_SIZE = -308;
    static final int FENCE = -312;
    static final int CONTINUOUS_UPDATES = -313;

    private static final byte[] VERSION = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final DataInputStream in;
    private final UpdateReader updates;
    private Runnable onContinuousUpdates = () -> {};

    private FakeViewer(InetSocketAddress server, int receiveBuffer, int bytesPerSecond)
            throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        socket.connect(server, 20_000);
        out = socket.getOutputStream();
        InputStream bytes = socket.getInputStream();
        bytes = bytesPerSecond > 0 ? new Trickle(bytes, bytesPerSecond) : bytes;
        int buffered = bytesPerSecond > 0 ? 512 : receiveBuffer > 0 ? 4096 : 1 << 16;
        in = new DataInputStream(new BufferedInputStream(bytes, buffered));
        updates = new UpdateReader(in);
    }

    /** Connected, and nothing said. */
    static FakeViewer connect(InetSocketAddress server) throws IOException {
        return new FakeViewer(server, 0, 0);
    }

    /** Connected, with an operating system that takes little before it is read. */
    static FakeViewer small(InetSocketAddress server) throws IOException {
        return new FakeViewer(server, 4096, 0);
    }

    /** Connected, and a slow reader. */
    static FakeViewer slow(InetSocketAddress server, int bytesPerSecond) throws IOException {
        return new FakeViewer(server, 4096, bytesPerSecond);
    }

    /** Comes through the handshake without a password. */
    FakeViewer login() throws IOException {
        return login("");
    }

    /** Comes through the handshake. */
    FakeViewer login(String password) throws IOException {
        int type = password.isEmpty() ? 1 : 2;
        choose(type);
        if (type == 2) {
            send(response(in.readNBytes(16), password));
        }
        if (in.readInt() != 0) {
            throw new IOException("refused: " + text(in.readNBytes(in.readInt())));
        }
        return initialise();
    }

    /** As far as the choice of the security type. */
    FakeViewer choose(int type) throws IOException {
        for (int offered : offered()) {
            if (offered == type) {
                return send(new byte[] {(byte) type});
            }
        }
        throw new IOException("security type " + type + " is not offered");
    }

    /** The security types that may be chosen now. */
    int[] offered() throws IOException {
        in.readNBytes(12);
        send(VERSION);
        int types = in.readUnsignedByte();
        if (types == 0) {
            throw new IOException("refused: " + text(in.readNBytes(in.readInt())));
        }
        var offered = new int[types];
        for (int i = 0; i < types; i++) {
            offered[i] = in.readUnsignedByte();
        }
        return offered;
    }

    /** ClientInit, shared, and ServerInit. */
    FakeViewer initialise() throws IOException {
        send(new byte[] {1});
        int width = in.readUnsignedShort();
        int height = in.readUnsignedShort();
        updates.resize(width, height);
        in.readNBytes(16);
        in.readNBytes(in.readInt());
        send("00 000000 20 18 00 01 00ff 00ff 00ff 10 08 00 000000");
        return this;
    }

    /** DES with the bits of the password's bytes reversed (RFC 6143 section 7.2.2). */
    static byte[] response(byte[] challenge, String password) {
        var key = new byte[8];
        var bytes = password.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < Math.min(8, bytes.length); i++) {
            key[i] = (byte) (Integer.reverse(bytes[i]) >>> 24);
        }
        try {
            var cipher = Cipher.getInstance("DES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return cipher.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the picture from now on, of encodings that it can decode. */
    FakeViewer keepPicture() {
        updates.keepPicture();
        return this;
    }

    FakeViewer encodings(int... encodings) throws IOException {
        var message = ByteBuffer.allocate(4 + 4 * encodings.length).put((byte) 2).put((byte) 0);
        message.putShort((short) encodings.length);
        for (int encoding : encodings) {
            message.putInt(encoding);
        }
        return send(message.array());
    }

    /** Asks for an area. */
    FakeViewer request(boolean incremental, int x, int y, int width, int height)
            throws IOException {
        var message = ByteBuffer.allocate(10).put((byte) 3).put((byte) (incremental ? 1 : 0));
        message.putShort((short) x).putShort((short) y);
        return send(message.putShort((short) width).putShort((short) height).array());
    }

    /** Asks for all of the framebuffer. */
    FakeViewer request(boolean incremental) throws IOException {
        return request(incremental, 0, 0, updates.width(), updates.height());
    }

    /** Enables continuous updates of all when the server offers them; answers fences. */
    FakeViewer wantContinuousUpdates() {
        onContinuousUpdates =
                () -> {
                    try {
                        send("96 01 0000 0000 ffff ffff");
                    } catch (IOException _) {
                        // Seen by who reads.
                    }
                };
        return this;
    }

    /**
     * Reads until an update has come, and answers what wants an answer.
     *
     * @throws IOException also when the server says what it must not
     */
    FakeViewer readUpdate() throws IOException {
        while (true) {
            int type = in.readUnsignedByte();
            switch (type) {
                case 0 -> {
                    updates.read();
                    return this;
                }
                case 1 -> {
                    in.readNBytes(3);
                    in.skipNBytes(6L * in.readUnsignedShort());
                }
                case 2 -> {}
                case 3 -> {
                    in.readNBytes(3);
                    in.skipNBytes(in.readInt());
                }
                case 150 -> onContinuousUpdates.run();
                case 248 -> answerFence();
                default -> throw new IOException("the server sent a message of type " + type);
            }
        }
    }

    /** Asks, and goes on asking for what is new, until the picture has that checksum. */
    boolean shows(long checksum) throws IOException {
        request(false).readUpdate();
        long end = System.nanoTime() + 5_000_000_000L;
        while (Painter.checksum(updates.picture(), updates.picture().length) != checksum) {
            if (System.nanoTime() > end) {
                return false;
            }
            request(false).readUpdate();
        }
        return true;
    }

    private void answerFence() throws IOException {
        in.readNBytes(3);
        int flags = in.readInt();
        var payload = in.readNBytes(in.readUnsignedByte());
        var answer = ByteBuffer.allocate(9 + payload.length).putInt(0xf8_000000);
        answer.putInt(flags & 7).put((byte) payload.length).put(payload);
        if (flags < 0) {
            send(answer.array());
        }
    }

    /** Reads and drops whatever comes, until the server is silent for so long, or closes. */
    boolean isClosedWithin(int millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        var dropped = new byte[8192];
        try {
            while (true) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                socket.setSoTimeout((int) left);
                if (in.read(dropped) < 0) {
                    return true;
                }
            }
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (SocketException _) {
            return true;
        }
    }

    /** Whether a write still finds somebody; a server that has closed answers it with a reset. */
    boolean isRefused() {
        try {
            request(true, 0, 0, 1, 1);
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    FakeViewer send(String hex) throws IOException {
        return send(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    FakeViewer send(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    DataInputStream in() {
        return in;
    }

    UpdateReader updates() {
        return updates;
    }

    Socket socket() {
        return socket;
    }

    /** Goes with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        updates.close();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Gives so many bytes a second, a tenth of that at a time. */
    private static final class Trickle extends InputStream {
        private final InputStream in;
        private final int bytesPerSecond;
        private long due = System.nanoTime();

        Trickle(InputStream in, int bytesPerSecond) {
            this.in = in;
            this.bytesPerSecond = bytesPerSecond;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, Math.min(length, Math.max(1, bytesPerSecond / 10)));
            due = Math.max(due, System.nanoTime()) + count * 1_000_000_000L / bytesPerSecond;
            try {
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return count;
        }
    }
}
