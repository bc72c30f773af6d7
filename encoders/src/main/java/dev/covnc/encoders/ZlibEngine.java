package dev.covnc.encoders;

/** Who compresses: all of them to blocks that every decoder reads. */
enum ZlibEngine {
    /** The zlib that comes with the JDK, which is everywhere. */
    JDK {
        @Override
        Deflation start(int level) {
            return new JdkDeflation(level);
        }
    };

    /**
     * Begins with an empty window.
     *
     * @param level how hard to compress, 1 to 9
     */
    abstract Deflation start(int level);

    /** The fastest that works here. */
    static ZlibEngine preferred() {
        return JDK;
    }
}
