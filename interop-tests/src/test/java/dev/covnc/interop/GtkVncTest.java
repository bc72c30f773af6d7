package dev.covnc.interop;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * gtk-vnc's, as the program that takes one picture. It asks a terminal for the password, and is
 * given one.
 */
class GtkVncTest extends ViewerContract {

    @Override
    Optional<String> missing() {
        return Installed.missing("gvnccapture (gtk-vnc)", "gvnccapture", "script");
    }

    /** It has no option for it; ZRLE is what it likes best of what we have. */
    @Override
    List<String> encodings() {
        return List.of("its own choice");
    }

    @Override
    Visit visit(int port, Optional<String> password, String encoding, Picture expected) {
        var file = Program.newFile("gvnccapture.png");
        var capture = "gvnccapture 127.0.0.1:%d %s".formatted(port - 5900, file);
        try (var viewer =
                Program.start(Map.of(), List.of("script", "-qec", capture, "/dev/null"))) {
            if (password.isPresent()) {
                viewer.await("asking for the password", () -> viewer.out().contains("assword"));
                viewer.type(password.get());
            }
            var ended = viewer.awaitEnd();
            if (ended.status() != 0 || !Files.exists(file))
                return new Visit.WasRefused(ended.out());
        }
        return new Visit.Saw(Picture.read(file));
    }

    @Test
    void anEncryptedSessionShowsThePictureToWhoKnowsThePassword() {
        var picture = Picture.made(801, 601);
        try (var server = Server.showing(picture, new Secrets().options("TLSVnc", false))) {
            assertSaw(picture, visit(server.port(), Optional.of(PASSWORD), "", picture));
        }
    }
}
