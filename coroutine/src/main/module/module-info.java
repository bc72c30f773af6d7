/** Stackful coroutines on a Netty event loop. */
module dev.covnc.coroutine {
    requires transitive io.netty.common;
    requires transitive io.netty.transport;
    requires io.netty.buffer;
    // Those who look in from outside. On the class path both may be missing.
    requires java.management;
    requires jdk.jfr;

    exports dev.covnc.coroutine;
}
