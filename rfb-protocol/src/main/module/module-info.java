/** The wire of RFB. */
module dev.covnc.rfb {
    exports dev.covnc.rfb;
    exports dev.covnc.rfb.security;
}
