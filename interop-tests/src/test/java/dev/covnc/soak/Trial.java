package dev.covnc.soak;

/** Something that is done to a server, and measured. */
@FunctionalInterface
interface Trial {
    /** Does it, and says what came of it. */
    void run(Ring ring, Figures figures) throws Exception;
}
