/** A VNC server that other programs embed. */
module dev.covnc.server {
    requires transitive dev.covnc.coroutine;
    requires transitive dev.covnc.rfb;
    requires transitive dev.covnc.encoders;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    // TLS.
    requires io.netty.handler;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.tls;
    // Flight recordings of updates. On the class path it may be missing.
    requires jdk.jfr;
    // Only for those who paint a BufferedImage.
    requires static transitive java.desktop;

    exports dev.covnc.server;
}
