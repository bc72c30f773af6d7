package dev.covnc.rfb.security;

import dev.covnc.rfb.Wire;

import java.util.Objects;

/// A user name and a password as they are, one of the types inside VeNCrypt (rfbproto section
/// 7.2.7.1). Who can listen can read them, so it is for the inside of TLS.
///
/// ```
///     viewer   u32 length of the name, u32 length of the password
///              name, password                                        UTF-8
/// ```
public final class Plain implements SecurityType {
    static final int NUMBER = 256;

    private static final int LONGEST = 1024;

    private final Accounts accounts;

    /** A name and a password that these accounts know. */
    public Plain(Accounts accounts) {
        this.accounts = Objects.requireNonNull(accounts);
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return "Plain";
    }

    @Override
    public Identity authenticate(Wire wire) {
        long nameLength = wire.u32();
        long passwordLength = wire.u32();
        if (nameLength > LONGEST || passwordLength > LONGEST) {
            throw Credentials.refused(); // Nobody's, and nothing to make room for.
        }
        var name = wire.bytes((int) nameLength);
        var password = wire.bytes((int) passwordLength);
        return Credentials.login(accounts, name, password);
    }
}
