package dev.covnc.server.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * How a connection came.
 *
 * @param address the peer's, as the socket has it
 * @param secure whether what it says comes out of TLS
 * @param mayBeViewer whether the port is one for viewers too
 * @param stageEnd the time, in {@link WebDoor#now}, until which it must have said what it wants
 */
record Arrival(SocketAddress address, boolean secure, boolean mayBeViewer, long stageEnd) {

    /** The same connection, inside TLS: only browsers come that way. */
    Arrival inTls() {
        return new Arrival(address, true, false, stageEnd);
    }

    /** The peer's address without its port. */
    InetAddress host() {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
