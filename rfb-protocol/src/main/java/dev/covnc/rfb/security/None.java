package dev.covnc.rfb.security;

import dev.covnc.rfb.Wire;

/** No authentication: everybody may do everything (RFC 6143 section 7.2.1). */
public record None() implements SecurityType {
    static final int NUMBER = 1;

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return "None";
    }

    @Override
    public Identity authenticate(Wire wire) {
        return Identity.FULL;
    }
}
