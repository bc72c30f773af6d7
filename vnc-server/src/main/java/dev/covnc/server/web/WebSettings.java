package dev.covnc.server.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a door was built with.
 *
 * @param path where the page is; begins and ends with a slash
 * @param origins that pages of other hosts may have, as browsers write them: {@code
 *     https://example.org}
 * @param hosts names, in lower case, by which this machine may be called where only it can reach
 *     the port
 * @param trustedProxy whether the {@code X-Forwarded} headers that come from there are believed
 * @param tls makes the handler that speaks TLS at the beginning of a channel's pipeline; empty
 *     where there is no certificate
 * @param stage how long a peer may take to say what it wants
 */
public record WebSettings(
        String path,
        Set<String> origins,
        Set<String> hosts,
        Predicate<InetAddress> trustedProxy,
        Optional<Function<Channel, ChannelHandler>> tls,
        Duration stage) {}
