/** From pixels to bytes. */
module dev.covnc.encoders {
    requires transitive dev.covnc.rfb;

    exports dev.covnc.encoders;
}
