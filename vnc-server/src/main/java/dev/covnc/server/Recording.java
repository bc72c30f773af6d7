package dev.covnc.server;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A file of every byte that the first viewer is sent after its handshake, ServerInit first (RFC
 * 6143 section 7.3.2): what a replaying viewer has to read.
 *
 * <p>A thread of its own writes it, so the loop never waits for a disk. A disk that falls too far
 * behind, or fails, ends the recording with a warning: a gap would make all after it useless.
 */
final class Recording implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Recording.class.getPackageName());

    /** Pieces of an update, about 256 KiB the most of them, that wait for the disk. */
    private static final int MOST_WAITING = 256;

    private static final Duration ENDING = Duration.ofSeconds(5);
    private static final byte[] END = {};

    private final Path path;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private boolean isBegun;
    private boolean isCutOff;

    Recording(Path path, OutputStream file) {
        this.path = path;
        writer = Thread.ofPlatform().daemon().name("covnc-recording").start(() -> write(file));
    }

    /**
     * Creates the file, or empties it.
     *
     * @throws IOException when it cannot be written
     */
    static Recording into(Path path) throws IOException {
        return new Recording(path, Files.newOutputStream(path));
    }

    /** Whether the caller's bytes are the ones to record: the first caller's are. */
    boolean begin() {
        boolean isFirst = !isBegun;
        isBegun = true;
        return isFirst;
    }

    /** Records a copy of the first {@code length} bytes. */
    void add(byte[] bytes, int length) {
        if (length == 0 || isCutOff) {
            return;
        }
        var copy = new byte[length];
        System.arraycopy(bytes, 0, copy, 0, length);
        if (!waiting.offer(copy)) {
            isCutOff = true;
            LOG.log(Level.WARNING, "The recording {0} ends here: its disk is too slow", path);
        }
    }

    private void write(OutputStream out) {
        try (out) {
            for (var bytes = waiting.take(); bytes != END; bytes = waiting.take()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The recording {0} ends here: {1}", path, e);
            discard();
        } catch (InterruptedException _) {
            // It is being closed, and the disk has not kept up.
        }
    }

    private void discard() {
        try {
            while (waiting.take() != END) {}
        } catch (InterruptedException _) {
            // It is being closed.
        }
    }

    /** Writes what waits, for a time; the file is whole when it returns, if the disk is well. */
    @Override
    public void close() {
        try {
            waiting.put(END);
            if (!writer.join(ENDING)) {
                writer.interrupt();
            }
        } catch (InterruptedException _) {
            writer.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
