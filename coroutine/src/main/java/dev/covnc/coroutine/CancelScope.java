package dev.covnc.coroutine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A block of a coroutine that can be told to end. Blocks nest: a wait inside asks all of them,
 * outwards to the first shield. The word is Trio's.
 */
sealed class CancelScope {
    /** The block in which a coroutine owns a scope. */
    static final class Owning extends CancelScope {
        private final CoroutineScope scope;

        Owning(CancelScope outer, CoroutineScope scope) {
            super(outer, false);
            this.scope = scope;
        }
    }

    private final CancelScope outer;
    private final boolean shield;
    private boolean left;

    /** Makes a fresh exception for each wait; null until the block is told to end. */
    private Supplier<? extends Throwable> reason;

    CancelScope(CancelScope outer, boolean shield) {
        this.outer = outer;
        this.shield = shield;
    }

    CancelScope outer() {
        return outer;
    }

    /** The scopes that are owned in this block and those around it, outermost first. */
    List<CoroutineScope> scopes() {
        var scopes = new ArrayList<CoroutineScope>();
        for (var block = this; block != null; block = block.outer) {
            if (block instanceof Owning owning && !block.left) {
                scopes.addFirst(owning.scope);
            }
        }
        return scopes;
    }

    /** The block is over. Those around it and inside it may still go on. */
    void leave() {
        left = true;
    }

    boolean isLeft() {
        return left;
    }

    /** Tells the block to end; the first reason stays. */
    void trip(Supplier<? extends Throwable> reason) {
        if (this.reason == null) {
            this.reason = reason;
        }
    }

    /**
     * Throws if this block or one around it is to end; the outermost speaks, for it ends them all.
     */
    void check() {
        var speaker = speaker();
        if (speaker != null) {
            Throwing.unchecked(speaker.reason.get());
        }
    }

    /** Whether {@link #check} would throw. */
    boolean isToEnd() {
        return speaker() != null;
    }

    private CancelScope speaker() {
        CancelScope speaker = null;
        for (var scope = this; scope != null; scope = scope.next()) {
            speaker = scope.reason != null && !scope.left ? scope : speaker;
        }
        return speaker;
    }

    private CancelScope next() {
        return shield && !left ? null : outer;
    }
}
