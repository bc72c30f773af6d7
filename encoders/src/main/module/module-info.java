/** From pixels to bytes. */
module dev.covnc.encoders {
    requires transitive dev.covnc.rfb;
    requires com.sun.jna;

    // ImageIO, where there is no libjpeg-turbo; without either there is no JPEG.
    requires static java.desktop;

    exports dev.covnc.encoders;
}
