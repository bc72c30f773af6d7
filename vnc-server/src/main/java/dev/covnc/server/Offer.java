package dev.covnc.server;

import dev.covnc.rfb.security.Accounts;
import dev.covnc.rfb.security.None;
import dev.covnc.rfb.security.SecurityOffer;

import java.util.List;
import java.util.Optional;

/** The security types that a server offers, by what it was given to know viewers by. */
final class Offer {
    private Offer() {}

    /**
     * The offer.
     *
     * @param accounts for the types that ask for a user's name or a password as it is; without,
     *     there is nothing to know anybody by
     * @throws IllegalStateException if nothing that can be offered asks for what is known
     */
    static SecurityOffer of(Optional<Passwords> passwords, Optional<Accounts> accounts) {
        if (accounts.isEmpty()) {
            return new SecurityOffer(List.of(new None()));
        }
        return passwords
                .map(known -> new SecurityOffer(List.of(known.vncAuth())))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No security type that is offered asks for a user name:"
                                                + " set a password"));
    }
}
