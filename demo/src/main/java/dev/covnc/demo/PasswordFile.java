package dev.covnc.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose first line is a password. */
final class PasswordFile {

    /** More than any password, and an end to a file that has none. */
    private static final int MOST_BYTES = 1024;

    private PasswordFile() {}

    /** Reads the password. */
    static String read(Path file) throws Refused {
        String line;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(MOST_BYTES);
            line = UTF_8.newDecoder().decode(firstLine(head)).toString();
        } catch (IOException e) {
            throw Refused.file("the password file", file, e);
        }
        if (line.isEmpty()) {
            throw new Refused(
                    "the password file %s is empty: write the password into its first line"
                            .formatted(file));
        }
        return line;
    }

    private static ByteBuffer firstLine(byte[] head) {
        int length = 0;
        while (length < head.length && head[length] != '\n' && head[length] != '\r') {
            length++;
        }
        return ByteBuffer.wrap(head, 0, length);
    }
}
