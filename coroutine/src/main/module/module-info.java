/** Stackful coroutines on a Netty event loop. */
module dev.covnc.coroutine {
    requires transitive io.netty.common;
    requires transitive io.netty.transport;
    requires io.netty.buffer;

    exports dev.covnc.coroutine;
}
