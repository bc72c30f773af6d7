package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.rfb.Rectangle;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A small blocking viewer over a real socket, RFB 3.8, no password, Raw only. */
final class SocketViewer implements AutoCloseable {
    final Socket socket = new Socket();
    private final DataInputStream in;
    int[] pixels;
    int width;
    int height;

    SocketViewer(InetSocketAddress server) throws IOException {
        this(server, 1 << 16);
    }

    /**
     * @param receiveBuffer the bytes that the operating system takes before they are read
     */
    SocketViewer(InetSocketAddress server, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(server);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        in.readNBytes(12);
        send("RFB 003.008\n".getBytes());
        assertEquals(0x0101, in.readShort());
        send(1);
        assertEquals(0, in.readInt());
        send(1);
        resize(in.readUnsignedShort(), in.readUnsignedShort());
        in.readNBytes(16);
        in.readNBytes(in.readInt());
    }

    /** Raw, and changes of the size. */
    SocketViewer understandDesktopSize() throws IOException {
        send(ByteBuffer.allocate(8).putInt(0x02000001).putInt(-223).array());
        return this;
    }

    void request(boolean incremental) throws IOException {
        var message = ByteBuffer.allocate(10).put((byte) 3).put((byte) (incremental ? 1 : 0));
        message.putInt(0).putShort((short) width).putShort((short) height);
        send(message.array());
    }

    /** Reads one whole update into the picture. */
    void readUpdate() throws IOException {
        assertEquals(0, in.readUnsignedShort());
        int rectangles = in.readUnsignedShort();
        for (int i = 0; i < rectangles; i++) {
            var area =
                    new Rectangle(
                            in.readUnsignedShort(),
                            in.readUnsignedShort(),
                            in.readUnsignedShort(),
                            in.readUnsignedShort());
            int encoding = in.readInt();
            if (encoding == -223) {
                resize(area.width(), area.height());
            } else {
                assertEquals(0, encoding);
                readRaw(area);
            }
        }
    }

    private void readRaw(Rectangle area) throws IOException {
        var row = new byte[area.width() * 4];
        for (int y = area.y(); y < area.bottom(); y++) {
            in.readFully(row);
            ByteBuffer.wrap(row)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .get(pixels, y * width + area.x(), area.width());
        }
    }

    private void resize(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new int[width * height];
    }

    void send(int b) throws IOException {
        send(new byte[] {(byte) b});
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Waits for the server to close the connection. */
    boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
