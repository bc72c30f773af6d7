package dev.covnc.server;

import dev.covnc.encoders.MotionSearch;

import java.util.ArrayList;
import java.util.List;

/**
 * The searches for what moved that the viewers of one server share, each with a picture's worth of
 * memory: as many as workers have used at once, and none while all viewers rest.
 *
 * <p>A viewer comes and goes on the loop, and borrows on a worker: so there is a lock, which nobody
 * holds for longer than it takes to look at the list.
 */
final class Searches {
    private final List<MotionSearch> idle = new ArrayList<>();
    private int users;

    /** A viewer may borrow from now on. */
    synchronized void join() {
        users++;
    }

    /** A viewer will not borrow for a while; the last one frees the memory. */
    synchronized void leave() {
        users--;
        if (users == 0) {
            idle.clear();
        }
    }

    /**
     * One that nobody else has until it is {@linkplain #giveBack given back}.
     *
     * @param preferred is taken if nobody has it: it knows some of what that viewer shows; null if
     *     there is none
     */
    synchronized MotionSearch borrow(MotionSearch preferred) {
        if (idle.isEmpty()) {
            return new MotionSearch();
        }
        int index = idle.indexOf(preferred);
        return idle.remove(index < 0 ? idle.size() - 1 : index);
    }

    synchronized void giveBack(MotionSearch search) {
        if (users > 0) {
            idle.add(search);
        }
    }

    /** How many are kept, for tests. */
    synchronized int kept() {
        return idle.size();
    }
}
