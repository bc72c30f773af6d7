package dev.covnc.encoders;

import java.util.Objects;

/**
 * The compression engines in use: native ones where the system has them, others in Java where it
 * has not. None is needed. They are looked for once, when they are first wanted; safe from any
 * thread.
 */
public final class Engines {
    private Engines() {}

    /**
     * An engine.
     *
     * @param name what it is, and for a native one which file
     * @param reason why it is not the one that was wanted, in a few words; empty if it is
     */
    public record Engine(String name, String reason) {

        /** Both have to be there. */
        public Engine {
            Objects.requireNonNull(name);
            Objects.requireNonNull(reason);
        }

        /** The name, and the reason if there is one. */
        @Override
        public String toString() {
            return reason.isEmpty() ? name : name + " (" + reason + ")";
        }
    }

    /**
     * Who compresses without loss; but true colour in Tight, which is text in small pieces, goes
     * through covnc's own deflater where ISA-L is in use.
     */
    public static Engine zlib() {
        return new Engine(ZlibChoice.MADE.engine().name(), ZlibChoice.MADE.reason());
    }

    /** Who compresses photographs, with loss; nobody, perhaps: then all is sent without loss. */
    public static Engine jpeg() {
        return new Engine(JpegChoice.MADE.name(), JpegChoice.MADE.reason());
    }

    /** All of them in one line, for a log. */
    public static String inUse() {
        return "zlib by " + zlib() + ", JPEG by " + jpeg();
    }
}
