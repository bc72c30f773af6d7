package dev.covnc.coroutine;

import java.util.ArrayList;

/** What one coroutine has taken and must give back before it ends: locks, scopes. */
final class Holdings {
    private final Coroutine holder;

    /** Few; the last taken is mostly the first given back. */
    private final ArrayList<Object> things = new ArrayList<>(2);

    Holdings(Coroutine holder) {
        this.holder = holder;
    }

    void add(Object thing) {
        things.add(thing);
    }

    void remove(Object thing) {
        things.remove(things.lastIndexOf(thing));
    }

    boolean isEmpty() {
        return things.isEmpty();
    }

    /**
     * The holder has ended. What it has left held is given back, so that nobody waits for it for
     * ever, and complained of, for who knows what state it is in.
     *
     * @return what the holder has thrown, null if nothing, or the complaint
     */
    Throwable end(Throwable thrown) {
        if (things.isEmpty()) {
            return thrown;
        }
        var complaint =
                new IllegalStateException(holder + " ended without giving back " + this, thrown);
        while (!things.isEmpty()) {
            giveBack(things.removeLast());
        }
        return complaint;
    }

    private void giveBack(Object thing) {
        switch (thing) {
            case Mutex mutex -> mutex.handOn();
            case RwLock lock -> lock.giveUp(holder);
            case CoroutineScope scope -> scope.cancel();
            default -> throw new IllegalArgumentException(thing + " is not held");
        }
    }

    @Override
    public String toString() {
        return String.join(", ", things.stream().map(Object::toString).toList());
    }
}
