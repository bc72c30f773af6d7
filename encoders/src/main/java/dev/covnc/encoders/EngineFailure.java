package dev.covnc.encoders;

import java.io.Serial;
import java.util.stream.Collectors;

/** A native engine cannot be had or has failed; the message says why, for people. */
final class EngineFailure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private static final int LONGEST_REASON = 200;

    EngineFailure(String message) {
        super(message);
    }

    EngineFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A library that could not be loaded; the reason in one line, and no more of it than that. */
    static EngineFailure ofLibrary(Throwable failure) {
        var reason =
                String.valueOf(failure.getMessage())
                        .lines()
                        .limit(2)
                        .map(String::strip)
                        .collect(Collectors.joining(" "));
        return new EngineFailure(
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), failure);
    }

    /** It stands in the middle of a log line. */
    @Override
    public String toString() {
        return getMessage();
    }
}
