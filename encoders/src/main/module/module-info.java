/** From pixels to bytes. */
module dev.covnc.encoders {
    requires transitive dev.covnc.rfb;
    requires com.sun.jna;

    exports dev.covnc.encoders;
}
