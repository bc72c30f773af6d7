package dev.covnc.server;

import dev.covnc.server.web.WebRequest;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

import java.net.SocketAddress;

/** Where a channel's peer comes from, whoever stands between. */
final class Address {
    /** What a trusted proxy has said, or the server itself where the socket has no address. */
    private static final AttributeKey<SocketAddress> OF_CHANNEL =
            AttributeKey.valueOf(Address.class, "address");

    private Address() {}

    static SocketAddress of(Channel channel) {
        var told = channel.attr(OF_CHANNEL).get();
        return WebRequest.of(channel)
                .map(WebRequest::address)
                .orElse(told != null ? told : channel.remoteAddress());
    }

    static void set(Channel channel, SocketAddress address) {
        channel.attr(OF_CHANNEL).set(address);
    }
}
