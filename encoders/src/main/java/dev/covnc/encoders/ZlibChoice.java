package dev.covnc.encoders;

/**
 * Which zlib engine is used, found out once.
 *
 * <p>{@code -Dcovnc.zlib=isal}, {@code java} or {@code jdk} asks for one; {@code -Dcovnc.isal=FILE}
 * names ISA-L's library, which otherwise is looked for where the system keeps libraries.
 *
 * @param reason why it is not the one that was wanted; empty if it is
 */
record ZlibChoice(ZlibEngine engine, String reason) {
    static final ZlibChoice MADE =
            of(System.getProperty("covnc.zlib", "isal"), System.getProperty("covnc.isal", "isal"));

    /**
     * @param wanted the engine's short name
     * @param library ISA-L's file, or the name that the system knows it by
     */
    static ZlibChoice of(String wanted, String library) {
        return switch (wanted) {
            case "isal" -> isal(library);
            case "java" -> new ZlibChoice(ZlibEngine.JAVA, "");
            case "jdk" -> new ZlibChoice(ZlibEngine.JDK, "");
            default -> java("covnc.zlib is isal, java or jdk, not " + wanted);
        };
    }

    private static ZlibChoice isal(String library) {
        try {
            var isal = new NativeIsal(library);
            IsalCheck.run(isal);
            var name = "ISA-L, " + isal.file();
            return new ZlibChoice(
                    new ZlibEngine(name, level -> new IsalDeflation(isal, level)), "");
        } catch (EngineFailure e) {
            return java("no ISA-L: " + e.getMessage());
        }
    }

    private static ZlibChoice java(String reason) {
        return new ZlibChoice(ZlibEngine.JAVA, reason);
    }
}
