package dev.covnc.encoders;

import java.io.Serial;

/** A native engine cannot be had or has failed; the message says why, for people. */
final class EngineFailure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    EngineFailure(String message) {
        super(message);
    }

    EngineFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** It stands in the middle of a log line. */
    @Override
    public String toString() {
        return getMessage();
    }
}
