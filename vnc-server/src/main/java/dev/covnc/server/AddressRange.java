package dev.covnc.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits (CIDR, RFC 4632): {@code 192.0.2.0/24}, {@code
 * 2001:db8::/32}, or a single one. An IPv4 address that is written inside an IPv6 one is the IPv4
 * address.
 *
 * @param network its first bits count
 * @param bits that count, of 32 or 128
 */
record AddressRange(InetAddress network, int bits) {
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F.:]+)(?:/(\\d{1,3}))?");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; a name is none
     */
    static AddressRange parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            throw wrong(text);
        }
        var network = literal(match.group(1), text);
        boolean mapped = match.group(1).contains(":") && network instanceof Inet4Address;
        int all = network.getAddress().length * 8;
        int bits = match.group(2) == null ? all : Integer.parseInt(match.group(2));
        if (mapped && match.group(2) != null) {
            bits -= 96; // ::ffff:192.0.2.0/120 is 192.0.2.0/24.
        }
        if (bits < 0 || bits > all) {
            throw wrong(text);
        }
        return new AddressRange(network, bits);
    }

    /** Nothing is looked up, and nothing is completed: 10.1 is not 10.0.0.1. */
    private static InetAddress literal(String address, String text) {
        if (!address.contains(":") && address.chars().filter(c -> c == '.').count() != 3) {
            throw wrong(text);
        }
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException _) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'%s' is no range of addresses such as 192.0.2.0/24 or 2001:db8::/32"
                        .formatted(text));
    }

    boolean contains(InetAddress address) {
        var ours = network.getAddress();
        var theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = 0xff << Math.max(0, 8 - (bits - bit));
            if (((ours[bit / 8] ^ theirs[bit / 8]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    boolean contains(SocketAddress address) {
        return address instanceof InetSocketAddress inet && contains(inet.getAddress());
    }
}
