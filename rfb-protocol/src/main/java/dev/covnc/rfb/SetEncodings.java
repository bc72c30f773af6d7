package dev.covnc.rfb;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * The encodings and extensions a viewer understands (RFC 6143 section 7.5.2). Raw is understood
 * without being said.
 *
 * @param encodings different numbers in the viewer's order of preference; see {@link Encodings}
 */
public record SetEncodings(List<Integer> encodings) implements ClientMessage {

    /** The numbers that are kept of one message; no viewer says a tenth as many. */
    static final int MAX_KEPT = 256;

    /** A list of its own. */
    public SetEncodings {
        encodings = List.copyOf(encodings);
    }

    /**
     * Reads all the numbers that were announced, up to 65535, and keeps the first 256 different
     * ones. What is allocated depends on what is kept, not on what was announced.
     */
    static SetEncodings read(WireReader in) {
        in.skip(1);
        int announced = in.u16();
        var kept = new LinkedHashSet<Integer>();
        while (announced > 0 && kept.size() < MAX_KEPT) {
            kept.add(in.s32());
            announced--;
        }
        in.skip(4L * announced);
        return new SetEncodings(List.copyOf(kept));
    }

    /** Whether the viewer understands the encoding or extension. */
    public boolean contains(int encoding) {
        return encodings.contains(encoding);
    }

    /** How the viewer would have its pictures compressed. */
    public Hints hints() {
        return Hints.of(encodings);
    }
}
