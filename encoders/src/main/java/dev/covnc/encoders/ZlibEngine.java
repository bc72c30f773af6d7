package dev.covnc.encoders;

import java.util.function.IntFunction;

/**
 * Who compresses. All of them make blocks that every decoder reads, so one may go on where another
 * has flushed.
 *
 * @param name what it is, for people
 * @param levels what begins at a level of 1 to 9, with an empty window
 */
record ZlibEngine(String name, IntFunction<Deflation> levels) {

    /** The zlib that comes with the JDK, which is everywhere. */
    static final ZlibEngine JDK = new ZlibEngine("the JDK's zlib", JdkDeflation::new);

    /** The one in Java, and where its one level is asked for too much, the JDK's. */
    static final ZlibEngine JAVA =
            new ZlibEngine(
                    "covnc's own deflater",
                    level -> level <= 5 ? new JavaDeflation() : new JdkDeflation(level));

    /** The fastest that works here, unless another was asked for. */
    static ZlibEngine preferred() {
        return ZlibChoice.MADE.engine();
    }

    Deflation start(int level) {
        return level == 0 ? new StoredDeflation() : levels.apply(level);
    }
}
