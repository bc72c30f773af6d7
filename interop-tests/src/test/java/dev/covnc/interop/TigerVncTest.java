package dev.covnc.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * TigerVNC's viewer, full screen on a screen of our own. What is compared is what that screen
 * shows.
 */
class TigerVncTest extends ViewerContract {

    static final String OPTIONS =
            "-FullScreen=1 -MenuKey= -Shared=1 -RemoteResize=0 -AutoSelect=0 -FullColor=1"
                    + " -ReconnectOnError=0 -AlertOnFatalError=0 -NoJPEG=1";

    private Screen screen;

    @Test
    void whatIsPlayedIsShownToTheLastPicture() {
        var recording = Recording.made();
        try (var server =
                Server.start("replay", recording.write().toString(), "--wait-for-viewer")) {
            for (var encoding : encodings()) {
                assertSaw(
                        recording.last(),
                        visit(server.port(), Optional.empty(), encoding, recording.last()));
            }
        }
    }

    @Override
    Optional<String> missing() {
        return Installed.missing("TigerVNC's viewer", "xtigervncviewer", "Xvfb");
    }

    @Override
    List<String> encodings() {
        return List.of("ZRLE", "Tight", "Raw");
    }

    @Override
    Visit visit(int port, Optional<String> password, String encoding, Picture expected) {
        var options = new ArrayList<>(List.of("-PreferredEncoding=" + encoding));
        password.ifPresent(p -> options.add("-PasswordFile=" + PasswordFile.write(p)));
        return visit("127.0.0.1::" + port, Map.of(), options, expected);
    }

    private Visit visit(
            String server, Map<String, String> more, List<String> options, Picture expected) {
        if (screen == null) screen = new Screen();
        screen.awaitOtherThan(expected);
        try (var viewer = start(server, more, options)) {
            viewer.await(
                    () -> "showing the picture: " + shown(expected).differenceFrom(expected),
                    () -> !viewer.isRunning() || shown(expected).isSameAs(expected));
            return viewer.isRunning()
                    ? new Visit.Saw(shown(expected))
                    : new Visit.WasRefused(viewer.err());
        }
    }

    private Program start(String server, Map<String, String> more, List<String> options) {
        var command = new ArrayList<>(List.of("xtigervncviewer"));
        command.addAll(List.of(OPTIONS.split(" ")));
        command.addAll(options);
        command.add(server);
        var environment = new HashMap<>(screen.environment());
        environment.putAll(more);
        return Program.start(environment, command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSVnc", "X509Vnc", "TLSPlain", "X509Plain"})
    void anEncryptedSessionShowsThePictureToWhoKnowsThePassword(String type) {
        var picture = Picture.made(801, 601);
        var secrets = new Secrets();
        boolean toUsers = type.endsWith("Plain");
        try (var server = Server.showing(picture, secrets.options(type, toUsers))) {
            assertInstanceOf(
                    Visit.WasRefused.class,
                    visitEncrypted(server, secrets, type, "swedes", picture));
            server.awaitLogged("Authentication failed");
            assertSaw(picture, visitEncrypted(server, secrets, type, PASSWORD, picture));
        }
    }

    private Visit visitEncrypted(
            Server server, Secrets secrets, String type, String password, Picture expected) {
        var options = new ArrayList<>(List.of("-SecurityTypes=" + type));
        if (type.startsWith("X509")) options.add("-X509CA=" + secrets.authority());
        if (type.endsWith("Vnc")) options.add("-PasswordFile=" + PasswordFile.write(password));
        return visit(
                "localhost::" + server.port(),
                type.endsWith("Vnc") ? Map.of() : Secrets.environment(password),
                options,
                expected);
    }

    /** It refuses by itself, or asks its user, who says nothing. */
    @Test
    void aCertificateThatNobodyWhomTheViewerTrustsHasSignedIsNotTaken() {
        var picture = Picture.made(801, 601);
        var secrets = new Secrets();
        var others = new Secrets();
        Server.showing(picture, others.options("X509Vnc", false)).close();
        try (var server = Server.showing(picture, secrets.options("X509Vnc", false))) {
            if (screen == null) screen = new Screen();
            var options =
                    List.of(
                            "-SecurityTypes=X509Vnc",
                            "-X509CA=" + others.authority(),
                            "-Log=*:stderr:100",
                            "-PasswordFile=" + PasswordFile.write(PASSWORD));
            try (var viewer = start("localhost::" + server.port(), Map.of(), options)) {
                viewer.await(
                        "doubts",
                        () -> viewer.err().matches("(?s).*(pin-sha256|server certificate).*"));
                assertFalse(viewer.err().contains("Using pixel format"), viewer.err());
            }
        }
    }

    private Picture shown(Picture expected) {
        return screen.middle(expected);
    }

    @AfterAll
    void closeScreen() {
        if (screen != null) screen.close();
    }
}
