package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/** Placeholder while the module is being built. */
public interface Encoder extends AutoCloseable {

    /** The encoding's number on the wire. */
    int encoding();

    /** Appends the rectangle's data, without its header. */
    void encode(Rectangle area, WireWriter out);

    @Override
    void close();
}
