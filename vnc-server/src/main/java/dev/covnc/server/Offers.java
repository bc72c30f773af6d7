package dev.covnc.server;

import dev.covnc.rfb.security.SecurityOffer;

/**
 * What is offered to whom. Browsers are offered what noVNC knows, and can do where it is: it takes
 * the first that it knows and fails if that does not work, so VeNCrypt with nothing but TLS inside
 * would shut it out, and RA2 would where scripts may not encrypt.
 *
 * @param viewers to those that came directly
 * @param browsers to those whose page came in clear
 * @param localBrowsers to those whose page came in clear from their own machine
 * @param secureBrowsers to those whose page came over TLS
 */
record Offers(
        SecurityOffer viewers,
        SecurityOffer browsers,
        SecurityOffer localBrowsers,
        SecurityOffer secureBrowsers) {

    /** The same to all. */
    Offers(SecurityOffer all) {
        this(all, all, all, all);
    }

    SecurityOffer to(Viewer viewer) {
        var visit = viewer.web();
        if (visit.isEmpty()) {
            return viewers;
        }
        if (visit.get().secure()) {
            return secureBrowsers;
        }
        return visit.get().isSecureContext() ? localBrowsers : browsers;
    }
}
