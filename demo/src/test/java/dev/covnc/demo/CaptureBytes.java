package dev.covnc.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Writes captures, right ones and wrong ones. */
final class CaptureBytes {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int width;
    private final int height;
    private int frames;
    private ByteBuffer rectangles = ByteBuffer.allocate(4);
    private ByteArrayOutputStream frame = new ByteArrayOutputStream();

    CaptureBytes(int width, int height) {
        this.width = width;
        this.height = height;
    }

    CaptureBytes frame(int millis) {
        endFrame();
        frames++;
        frame.writeBytes(u32(millis));
        rectangles = ByteBuffer.allocate(4);
        return this;
    }

    /** A rectangle whose pixels' red, green and blue count up from there. */
    CaptureBytes rectangle(int x, int y, int w, int h, int first) {
        head(x, y, w, h);
        for (int i = 0; i < w * h * 3; i++) {
            frame.write(first + i);
        }
        return this;
    }

    /** A rectangle without its pixels. */
    CaptureBytes head(int x, int y, int w, int h) {
        rectangles.putInt(0, rectangles.getInt(0) + 1);
        for (int number : new int[] {x, y, w, h}) {
            frame.write(number >> 8);
            frame.write(number);
        }
        return this;
    }

    /** The whole file before it is compressed. */
    byte[] plain() {
        return plain("SCAP1\n", frames);
    }

    byte[] plain(String magic, int frames) {
        endFrame();
        var all = new ByteArrayOutputStream();
        all.writeBytes(magic.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        all.writeBytes(u32(width));
        all.writeBytes(u32(height));
        all.writeBytes(u32(frames));
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }

    byte[] gzip() throws IOException {
        return gzip(plain());
    }

    static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private void endFrame() {
        byte[] ended = frame.toByteArray();
        if (ended.length > 0) {
            body.write(ended, 0, 4);
            body.writeBytes(rectangles.array());
            body.write(ended, 4, ended.length - 4);
            frame = new ByteArrayOutputStream();
        }
    }

    private static byte[] u32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
