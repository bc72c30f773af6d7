package dev.covnc.server;

import java.time.Duration;

/**
 * How long viewers may take, and how much they may keep waiting.
 *
 * @param choosing from the first byte to the choice of a security type: no human is asked anything
 * @param handshake all of it, with a human typing a password
 * @param failureDelay before a viewer hears that its password was wrong, whatever else it sends
 * @param closing to send what is still to be sent when a connection is closed
 * @param writeStall without a single byte taken by the viewer
 * @param inputEvents that the input handler has not handled yet, of one viewer
 */
record Limits(
        Duration choosing,
        Duration handshake,
        Duration failureDelay,
        Duration closing,
        Duration writeStall,
        int inputEvents) {

    static final Limits DEFAULT =
            new Limits(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(120),
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(30),
                    256);
}
