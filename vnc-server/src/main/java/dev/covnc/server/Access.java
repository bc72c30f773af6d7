package dev.covnc.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From where viewers may come, who has the last word about them, and who hears of them.
 *
 * {@snippet :
 * new Access().allow("192.0.2.0/24").allow("2001:db8::/32").deny("192.0.2.7").listener(auditor)
 * }
 *
 * <p>Ranges of addresses are written as in CIDR; an IPv4 address that comes inside an IPv6 one is
 * the IPv4 address. Not thread-safe.
 */
public final class Access {
    private final List<AddressRange> allowed = new ArrayList<>();
    private final List<AddressRange> denied = new ArrayList<>();
    private Optional<Doorkeeper> doorkeeper = Optional.empty();
    private Optional<ViewerListener> listener = Optional.empty();

    /** Everybody may come, nobody is asked, and nobody hears of it. */
    public Access() {}

    /**
     * Lets viewers come from there, and no longer from elsewhere but what is allowed too.
     *
     * @throws IllegalArgumentException when it is no address or range
     */
    public Access allow(String range) {
        allowed.add(AddressRange.parse(range));
        return this;
    }

    /**
     * Lets no viewer come from there, even if it is allowed.
     *
     * @throws IllegalArgumentException when it is no address or range
     */
    public Access deny(String range) {
        denied.add(AddressRange.parse(range));
        return this;
    }

    /** Who has the last word about each viewer that has proved who it is; nobody by itself. */
    public Access doorkeeper(Doorkeeper doorkeeper) {
        this.doorkeeper = Optional.of(doorkeeper);
        return this;
    }

    /** Who hears of viewers that come and go; nobody by itself. */
    public Access listener(ViewerListener listener) {
        this.listener = Optional.of(listener);
        return this;
    }

    AddressRules addresses() {
        return new AddressRules(allowed, denied);
    }

    Optional<Doorkeeper> doorkeeper() {
        return doorkeeper;
    }

    Optional<ViewerListener> listener() {
        return listener;
    }
}
