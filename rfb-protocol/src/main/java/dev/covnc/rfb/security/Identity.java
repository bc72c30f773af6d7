package dev.covnc.rfb.security;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Who a viewer has proved to be, and what it may do.
 *
 * @param name the user's, empty where the way of proving it knows no users
 * @param rights that nothing a viewer sends can go beyond
 */
public record Identity(String name, Set<Right> rights) {
    /** Somebody without a name who may do everything. */
    public static final Identity FULL = new Identity("", EnumSet.allOf(Right.class));

    /** Somebody without a name who may look, and change nothing for anyone else. */
    public static final Identity VIEW_ONLY =
            new Identity("", Set.of(Right.VIEW, Right.CLIPBOARD_OUT));

    /** An identity that keeps a copy of the rights. */
    public Identity {
        Objects.requireNonNull(name);
        rights = Set.copyOf(rights);
    }

    /** Whether it may do that. */
    public boolean may(Right right) {
        return rights.contains(right);
    }
}
