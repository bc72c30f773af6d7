package dev.covnc.server;

import dev.covnc.rfb.security.Identity;

import java.time.Duration;

/**
 * How a viewer is doing, at one moment.
 *
 * @param viewer the connection
 * @param identity who it has proved to be, and what it may do
 * @param encoding what its pixels come in, by the name that RFC 6143 or rfbproto has for it
 * @param updates that were sent to it in all
 * @param updatesPerSecond in the last whole second
 * @param bytes that were sent to it since the handshake
 * @param bytesPerSecond in the last whole second
 * @param roundTrip how long the last mark in the stream took there and back; zero for a viewer that
 *     sends none back
 * @param window the bytes that may be on their way to it without queueing
 * @param lag the frames that the display has shown since the one that the viewer was sent last
 */
public record ViewerStatus(
        Viewer viewer,
        Identity identity,
        String encoding,
        long updates,
        long updatesPerSecond,
        long bytes,
        long bytesPerSecond,
        Duration roundTrip,
        long window,
        long lag) {}
