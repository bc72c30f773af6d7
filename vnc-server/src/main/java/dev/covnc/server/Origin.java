package dev.covnc.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What counts as one and the same place that connections come from: an IPv4 address, an IPv6
 * network of 64 bits, which is what one customer has, or the unix socket.
 *
 * @param host empty for the unix socket
 */
record Origin(Optional<InetAddress> host) {
    private static final int NETWORK_BYTES = 8;

    static Origin of(SocketAddress address) {
        return new Origin(
                address instanceof InetSocketAddress inet
                        ? Optional.ofNullable(inet.getAddress()).map(Origin::network)
                        : Optional.empty());
    }

    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) {
            return address;
        }
        try {
            var network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
            return InetAddress.getByAddress(Arrays.copyOf(network, address.getAddress().length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of 16 bytes is one", e);
        }
    }

    boolean isUnixSocket() {
        return host.isEmpty();
    }

    boolean isThisMachine() {
        return host.map(InetAddress::isLoopbackAddress).orElse(true);
    }
}
