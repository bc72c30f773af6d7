package dev.covnc.interop;

import java.util.Optional;
import java.util.stream.Stream;

/** What of the programs that a viewer needs is on the PATH. */
final class Installed {

    private Installed() {}

    /** A sentence about what is missing; empty if nothing is. */
    static Optional<String> missing(String viewer, String... programs) {
        var missing = Stream.of(programs).filter(program -> !Program.isInstalled(program)).toList();
        if (missing.isEmpty()) return Optional.empty();
        return Optional.of(
                "%s: no %s on the PATH".formatted(viewer, String.join(", no ", missing)));
    }
}
