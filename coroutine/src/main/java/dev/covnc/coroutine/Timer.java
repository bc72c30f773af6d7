package dev.covnc.coroutine;

/** Something that will happen unless it is stopped before. */
interface Timer extends AutoCloseable {
    @Override
    void close();
}
