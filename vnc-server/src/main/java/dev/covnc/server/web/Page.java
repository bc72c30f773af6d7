package dev.covnc.server.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * One file that browsers may have.
 *
 * @param type its media type
 * @param tag the entity tag (RFC 9110 section 8.8.3), with its quotes
 * @param lasting whether its name changes with its content, so that it may be kept unasked
 */
record Page(ByteBuf body, String type, String tag, boolean lasting) {
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "webmanifest", "application/manifest+json",
                    "txt", "text/plain; charset=utf-8");

    /**
     * A file of this name and content.
     *
     * @throws IllegalArgumentException if browsers would not be told what kind of file it is
     */
    static Page of(String name, byte[] content, boolean lasting) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException(name + " is no file for browsers");
        }
        var body = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(content).asReadOnly());
        return new Page(body, type, tag(content), lasting);
    }

    private static String tag(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
    }

    /** A page that consists of a sentence. */
    static Page saying(String sentence) {
        return of("sentence.txt", (sentence + "\n").getBytes(StandardCharsets.UTF_8), false);
    }

    /** Whether a browser that has the tags of this header (RFC 9110 section 13.1.2) has this. */
    boolean isAmong(String tags) {
        return tags != null && (tags.equals("*") || tags.contains(tag));
    }
}
