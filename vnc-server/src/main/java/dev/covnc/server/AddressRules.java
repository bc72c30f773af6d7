package dev.covnc.server;

import java.net.SocketAddress;
import java.util.List;

/**
 * From where viewers may come. Connections that come by no network, through a unix socket, may
 * always.
 *
 * @param allowed where some are named, others may not
 * @param denied even of those that are allowed
 */
record AddressRules(List<AddressRange> allowed, List<AddressRange> denied) {

    AddressRules {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    boolean allow(SocketAddress address) {
        var origin = Origin.of(address);
        return origin.isUnixSocket()
                || denied.stream().noneMatch(range -> range.contains(address))
                        && (allowed.isEmpty()
                                || allowed.stream().anyMatch(range -> range.contains(address)));
    }
}
