package dev.covnc.interop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
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
        if (screen == null) screen = new Screen();
        screen.awaitOtherThan(expected);
        var command = new ArrayList<>(List.of("xtigervncviewer"));
        command.addAll(List.of(OPTIONS.split(" ")));
        password.ifPresent(
                p -> command.addAll(List.of("-passwd", PasswordFile.write(p).toString())));
        command.addAll(List.of("-PreferredEncoding=" + encoding, "127.0.0.1::" + port));
        try (var viewer = Program.start(screen.environment(), command)) {
            viewer.await(
                    () -> "showing the picture: " + shown(expected).differenceFrom(expected),
                    () -> !viewer.isRunning() || shown(expected).isSameAs(expected));
            return viewer.isRunning()
                    ? new Visit.Saw(shown(expected))
                    : new Visit.WasRefused(viewer.err());
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
