package dev.covnc.coroutine;

/** Throws again what was caught on the other side of a switch. */
final class Throwing {
    private Throwing() {}

    /** Does nothing when there is nothing to throw. */
    static void unchecked(Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            // A lambda that threw what its type does not declare.
            default -> throw new IllegalStateException(failure);
        }
    }
}
