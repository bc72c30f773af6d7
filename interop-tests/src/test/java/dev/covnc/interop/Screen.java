package dev.covnc.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An X server without a monitor, for viewers that have a window. It keeps its picture in a file,
 * which is read here.
 */
final class Screen implements AutoCloseable {

    static final int WIDTH = 1024;
    static final int HEIGHT = 768;

    private final Program xvfb;
    private final Path file;

    /** It has no pointer, which would be painted over the picture. */
    Screen() {
        var directory = Program.newFile("screen");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = directory.resolve("Xvfb_screen0");
        var size = WIDTH + "x" + HEIGHT + "x24";
        var options =
                "-screen 0 %s -nocursor -nolisten tcp -noreset -displayfd 1 -fbdir"
                        .formatted(size)
                        .split(" ");
        var command = new ArrayList<>(List.of("Xvfb"));
        command.addAll(List.of(options));
        command.add(directory.toString());
        xvfb = Program.start(Map.of(), command);
        xvfb.await("its display's number", () -> xvfb.out().endsWith("\n"));
    }

    /** For the viewer's environment. */
    Map<String, String> environment() {
        return Map.of("DISPLAY", ":" + xvfb.out().strip());
    }

    /**
     * The part of it where a viewer shows a display of the other's size: a smaller one is in the
     * middle.
     */
    Picture middle(Picture other) {
        return picture().middle(other);
    }

    /** Waits until the window of the viewer before is gone. */
    void awaitOtherThan(Picture picture) {
        xvfb.await("an empty screen", () -> !middle(picture).isSameAs(picture));
    }

    /// What is on the screen, from its file (X11/XWDFile.h):
    ///
    /// ```
    /// header   25 numbers of 32 bits, most significant byte first, of which
    ///          [0] bytes of header and name   [4] width           [5] height
    ///          [7] byte order, 0: least significant first         [11] bits per pixel
    ///          [12] bytes per row             [19] colours
    /// name
    /// colours  12 bytes each, of no use here
    /// pixels   0x00RRGGBB
    /// ```
    private Picture picture() {
        ByteBuffer in;
        try {
            in = ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var header = new int[25];
        in.asIntBuffer().get(header);
        if (header[11] != 32) throw new IllegalStateException(header[11] + " bits per pixel");
        int width = header[4];
        int height = header[5];
        int start = header[0] + 12 * header[19];
        in.order(header[7] == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            in.position(start + y * header[12]);
            in.asIntBuffer().get(pixels, y * width, width);
        }
        return Picture.fromPixels(width, height, pixels);
    }

    @Override
    public void close() {
        xvfb.close();
    }
}
