package dev.covnc.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of all files that browsers can get. What is not in it is not there: no name that a
 * request contains is ever looked up anywhere else.
 *
 * <p>covnc's own files stand here by name. Those of noVNC stand in a list that the build makes when
 * it unpacks them; without npm it does neither, and then there is a sentence instead of the page.
 */
final class Pages {
    private static final List<String> OWN =
            List.of(
                    "index.html",
                    "covnc.css",
                    "covnc.js",
                    "dialog.js",
                    "keys.js",
                    "figures.js",
                    "options.js",
                    "icon.svg");

    /** Its version is in its name, so that browsers need not ask whether it has changed. */
    private static final String NOVNC = "novnc-1.7.0/";

    private static final String NO_PAGE =
            "This server was built without npm, which would have fetched noVNC: it has no page,"
                    + " and takes viewers that speak RFB, or RFB over WebSocket.";

    private final Map<String, Page> pages = new HashMap<>();

    private Pages() {}

    /** All that are on the class path. */
    static Pages ofClassPath() {
        var pages = new Pages();
        var novnc = read(NOVNC + "files.txt");
        if (novnc.isEmpty() || novnc.get().length == 0) {
            pages.pages.put("", Page.saying(NO_PAGE));
            return pages;
        }
        var names = new String(novnc.get(), StandardCharsets.US_ASCII).lines();
        names.forEach(name -> pages.add(NOVNC + name, true));
        OWN.forEach(name -> pages.add(name, false));
        pages.pages.put("", pages.pages.get("index.html"));
        return pages;
    }

    private void add(String name, boolean lasting) {
        var content = read(name);
        if (content.isPresent()) {
            pages.put(name, Page.of(name, content.get(), lasting));
        }
    }

    private static Optional<byte[]> read(String name) {
        try (var in = Pages.class.getResourceAsStream("page/" + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param name below the page's path, as it stands in the request
     */
    Optional<Page> named(String name) {
        return Optional.ofNullable(pages.get(name));
    }
}
