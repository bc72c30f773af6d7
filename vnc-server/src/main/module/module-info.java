/** A VNC server that other programs embed. */
module dev.covnc.server {
    requires transitive dev.covnc.coroutine;
    requires transitive dev.covnc.rfb;
    requires dev.covnc.encoders;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    // Only for those who paint a BufferedImage.
    requires static transitive java.desktop;

    exports dev.covnc.server;
}
