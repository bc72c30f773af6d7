package dev.covnc.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** LibVNCClient, in a viewer without a window: {@code src/test/c/viewer.c}, compiled here. */
class LibVncClientTest extends ViewerContract {

    private Path viewer;

    @Override
    Optional<String> missing() {
        return Installed.missing("LibVNCClient", "gcc").or(this::compiled);
    }

    /** Compiles the viewer once. Without the library's header it cannot be. */
    private Optional<String> compiled() {
        if (viewer != null) return Optional.empty();
        var program = Program.newFile("viewer");
        var source = Server.ROOT.resolve("interop-tests/src/test/c/viewer.c").toString();
        var probe =
                Program.run(
                        Map.of(), "gcc", "-E", "-include", "rfb/rfbclient.h", "-xc", "/dev/null");
        if (probe.status() != 0) return Optional.of("LibVNCClient: no rfb/rfbclient.h");
        var options =
                "-std=c11 -D_DEFAULT_SOURCE -O1 -Wall -Wextra -o %s %s -lvncclient"
                        .formatted(program, source);
        var gcc =
                Program.run(
                        Map.of(),
                        Stream.of("gcc " + options)
                                .flatMap(o -> Stream.of(o.split(" ")))
                                .toArray(String[]::new));
        assertEquals(0, gcc.status(), gcc.err());
        viewer = program;
        return Optional.empty();
    }

    @Override
    List<String> encodings() {
        return List.of("zrle", "raw", "hextile", "rre", "corre", "zlib", "trle", "tight");
    }

    @Override
    Visit visit(int port, Optional<String> password, String encoding, Picture expected) {
        return look(port, password, encoding);
    }

    /** The first update is whole, the rest are what changed, all on one compressed stream. */
    @Test
    void whatIsPlayedIsShownToTheLastPicture() {
        var recording = Recording.made();
        var last = recording.last().writePpm().toString();
        for (var encoding : encodings()) {
            try (var server =
                    Server.start("replay", recording.write().toString(), "--wait-for-viewer")) {
                assertSaw(
                        recording.last(),
                        look(server.port(), Optional.empty(), encoding, "await", last));
            }
        }
    }

    /**
     * At quality 5, which it asks for unasked; then the server has time, and repairs the losses.
     */
    @Test
    void waveletsShowNearlyThePictureAndThenThePicture() {
        var picture = Picture.made(801, 601);
        try (var server = Server.showing(picture)) {
            var seen = look(server.port(), Optional.empty(), "zywrle");
            double difference =
                    assertInstanceOf(Visit.Saw.class, seen).picture().meanDifferenceFrom(picture);
            assertTrue(difference > 0 && difference < 4, difference + " of 255");
            var whole = picture.writePpm().toString();
            assertSaw(picture, look(server.port(), Optional.empty(), "zywrle", "await", whole));
        }
    }

    @Test
    void photographsAreImagesAtAQualityAndTextIsNot() {
        var picture = Picture.made(801, 601);
        try (var server = Server.showing(picture)) {
            var visit = look(server.port(), Map.of("VNC_QUALITY", "8"), "tight");
            var seen = assertInstanceOf(Visit.Saw.class, visit).picture();
            double difference = seen.meanDifferenceFrom(picture);
            assertTrue(difference > 0 && difference < 2, difference + " of 255");
            for (int y = 16; y < 300; y++) {
                for (int x = 416; x < 801; x++) {
                    assertEquals(picture.at(x, y), seen.at(x, y), x + ", " + y);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuation", "virtual-thread"})
    void viewersThatComeTogetherSeeThePictureEach(String backEnd) throws Exception {
        var picture = Picture.made(801, 601);
        try (var server = Server.showing(picture, "--back-end", backEnd);
                var viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            var visits = new ArrayList<Future<Visit>>();
            for (int i = 0; i < 8; i++) {
                var encoding = encodings().get(i % encodings().size());
                visits.add(viewers.submit(() -> look(server.port(), Optional.empty(), encoding)));
            }
            for (var visit : visits) assertSaw(picture, visit.get());
        }
    }

    @Test
    void whatAViewerDrawsAndTypesIsSeen() {
        try (var server = Server.start("sketch", "--password-file", passwordFile().toString())) {
            for (var input : List.of("drag 300 200 500 300", "type 300 400 rutabaga")) {
                var seen = look(server.port(), Optional.of(PASSWORD), "zrle", input.split(" "));
                assertInstanceOf(Visit.Saw.class, seen);
            }
        }
    }

    /** What it sends is not only not shown to it: who draws after it does not see it either. */
    @Test
    void aViewerWithTheViewOnlyPasswordDrawsNothing() throws IOException {
        var lookOnly = Files.writeString(Program.newFile("view-only"), "turnip\n");
        var options =
                List.of("--password-file", passwordFile(), "--view-only-password-file", lookOnly);
        try (var server =
                Server.start(options.stream().map(Object::toString).toArray(String[]::new))) {
            var drawn =
                    look(
                            server.port(),
                            Optional.of("turnip"),
                            "zrle",
                            "push 300 200 500 300".split(" "));
            var after =
                    look(
                            server.port(),
                            Optional.of(PASSWORD),
                            "zrle",
                            "drag 300 400 500 500".split(" "));
            assertEquals(
                    List.of(true, true),
                    List.of(isPaper(drawn, 400, 250), isPaper(after, 400, 250)));
            assertEquals(false, isPaper(after, 400, 450));
        }
    }

    /** Whether the sketch has one colour around that point, as where nobody has drawn. */
    private static boolean isPaper(Visit visit, int x, int y) {
        var picture = assertInstanceOf(Visit.Saw.class, visit).picture();
        for (int i = -4; i <= 4; i++) {
            if (picture.at(x + i, y) != picture.at(x, y)
                    || picture.at(x, y + i) != picture.at(x, y)) return false;
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TLSVnc", "X509Vnc", "TLSPlain", "X509Plain", "Plain", "DH", "MSLogonII"})
    void whoKnowsThePasswordSeesThePictureInEachSecurityType(String type) {
        var picture = Picture.made(801, 601);
        var secrets = new Secrets();
        try (var server = Server.showing(picture, secrets.options(type, !type.endsWith("Vnc")))) {
            assertInstanceOf(Visit.WasRefused.class, look(server, secrets, type, "swedes"));
            server.awaitLogged("Authentication failed");
            assertSaw(picture, look(server, secrets, type, PASSWORD));
        }
    }

    private Visit look(Server server, Secrets secrets, String type, String password) {
        var environment = new HashMap<>(Secrets.environment(password));
        environment.put("VNC_HOST", "localhost");
        if (type.startsWith("X509")) environment.put("VNC_CA", secrets.authority().toString());
        return look(server.port(), environment, "zrle");
    }

    private Visit look(int port, Optional<String> password, String encoding, String... input) {
        var environment = password.map(p -> Map.of("VNC_PASSWORD", p)).orElse(Map.of());
        return look(port, environment, encoding, input);
    }

    private Visit look(
            int port, Map<String, String> environment, String encoding, String... input) {
        var file = Program.newFile("viewer.ppm");
        var command =
                new ArrayList<>(
                        List.of(
                                viewer.toString(),
                                Integer.toString(port),
                                encoding,
                                file.toString()));
        command.addAll(List.of(input));
        var ended = Program.run(environment, command.toArray(String[]::new));
        if (ended.status() == 1) return new Visit.WasRefused(ended.err());
        assertEquals(0, ended.status(), ended.err());
        return new Visit.Saw(Picture.read(file));
    }
}
