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

    /**
     * For a kilobyte or so of text between two flushes, of which ISA-L's blocks are up to 10 %
     * longer and hardly made faster; and it has none that are much shorter.
     */
    private static final ZlibEngine TEXT =
            new ZlibEngine(
                    JAVA.name, level -> level <= 3 ? new JavaDeflation() : new JdkDeflation(level));

    /** The fastest that works here, unless another was asked for. */
    static ZlibEngine preferred() {
        return ZlibChoice.MADE.engine();
    }

    /** The same for pieces of text in true colour. */
    static ZlibEngine preferredForText() {
        return preferred() == JDK ? JDK : TEXT;
    }

    Deflation start(int level) {
        return level == 0 ? new StoredDeflation() : levels.apply(level);
    }
}
