package dev.covnc.coroutine;

/**
 * A number of equal things, bytes of a buffer, say, that coroutines take and give back (QEMU's
 * {@code SharedResource}). First come, first served; only those wake that can go on.
 *
 * <p>Belongs to one event loop and its coroutines.
 */
public final class SharedResource {
    private final String name;
    private final long total;
    private final Waiters<Long> waiters = new Waiters<>();
    private long available;

    /**
     * @param name for people who look at a running system
     * @param total how much there is
     * @throws IllegalArgumentException when that is negative
     */
    public SharedResource(String name, long total) {
        if (total < 0) {
            throw new IllegalArgumentException("There cannot be " + total + " of " + name);
        }
        this.name = name;
        this.total = total;
        available = total;
    }

    /**
     * Waits until there is so much and everybody before has been served, and takes it.
     *
     * @throws IllegalArgumentException when there never is so much
     */
    @Suspends
    public void take(long count) {
        Outside.refuse();
        if (!tryTake(count)) {
            waiters.await(
                    count,
                    false,
                    count + " of " + total + " " + name,
                    granted -> thrownOut(granted, count));
        }
    }

    /**
     * Takes it if that needs no wait.
     *
     * @throws IllegalArgumentException when there never is so much
     */
    public boolean tryTake(long count) {
        if (count < 0 || count > total) {
            throw new IllegalArgumentException(
                    "%s takes %d of %d %s".formatted(Slot.whoIsHere(), count, total, name));
        }
        if (!waiters.isEmpty() || count > available) {
            return false;
        }
        available -= count;
        return true;
    }

    /**
     * Gives some back.
     *
     * @throws IllegalStateException when that is more than was taken
     */
    public void giveBack(long count) {
        if (count < 0 || count > total - available) {
            throw new IllegalStateException(
                    "%s gives back %d %s, but only %d of %d are taken"
                            .formatted(Slot.whoIsHere(), count, name, total - available, total));
        }
        available += count;
        serve();
    }

    private void thrownOut(boolean granted, long count) {
        available += granted ? count : 0;
        serve();
    }

    private void serve() {
        while (!waiters.isEmpty() && waiters.first().wish <= available) {
            available -= waiters.first().wish;
            waiters.grantFirst();
        }
    }

    /** How much nobody holds. */
    public long available() {
        return available;
    }
}
