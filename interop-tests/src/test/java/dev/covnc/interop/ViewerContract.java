package dev.covnc.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every viewer must see of the server: the picture, pixel by pixel, with the password and
 * without.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ViewerContract {

    static final String PASSWORD = "rutabaga";

    /**
     * A size that is a multiple of nothing, and that of the screen on which the viewers with a
     * window show.
     */
    private static final List<Picture> PICTURES =
            List.of(Picture.made(801, 601), Picture.made(Screen.WIDTH, Screen.HEIGHT));

    /** What came of a viewer's visit. */
    sealed interface Visit {
        record Saw(Picture picture) implements Visit {}

        record WasRefused(String said) implements Visit {}
    }

    /** The viewer's name and what is missing to run it here; empty if nothing is. */
    abstract Optional<String> missing();

    /** The encodings that the viewer is told to prefer, one a visit, in its own words. */
    abstract List<String> encodings();

    /** Starts the viewer, waits until it has the picture or gives up, and ends it. */
    abstract Visit visit(int port, Optional<String> password, String encoding, Picture expected);

    /** Whether it is the picture: exactly, unless the viewer itself is not exact. */
    void assertShows(Picture expected, Picture seen) {
        assertEquals("", seen.differenceFrom(expected));
    }

    @BeforeEach
    void mustBeInstalled() {
        missing().ifPresent(what -> abort("not run: " + what));
    }

    Stream<Arguments> picturesAndEncodings() {
        return PICTURES.stream()
                .flatMap(picture -> encodings().stream().map(e -> Arguments.of(picture, e)));
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource("picturesAndEncodings")
    void everyPixelArrivesInTheEncodingAskedFor(Picture picture, String encoding) {
        try (var server = Server.showing(picture);
                var tap = new Tap(server.port())) {
            assertSaw(picture, visit(tap.port(), Optional.empty(), encoding, picture));
            boolean isRaw = tap.bytesToViewers() >= 4L * picture.width() * picture.height();
            assertEquals(
                    encoding.equalsIgnoreCase("raw"), isRaw, tap.bytesToViewers() + " bytes came");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndTheNextRightOneIsNot() {
        var picture = PICTURES.getFirst();
        try (var server = Server.showing(picture, "--password-file", passwordFile().toString())) {
            for (var encoding : encodings()) {
                var wrong = Optional.of("swedes");
                assertInstanceOf(
                        Visit.WasRefused.class, visit(server.port(), wrong, encoding, picture));
                server.awaitLogged("Authentication failed");
                assertSaw(picture, visit(server.port(), Optional.of(PASSWORD), encoding, picture));
            }
        }
    }

    void assertSaw(Picture expected, Visit visit) {
        switch (visit) {
            case Visit.Saw(Picture picture) -> assertShows(expected, picture);
            case Visit.WasRefused(String said) -> assertTrue(false, "refused: " + said);
        }
    }

    static Path passwordFile() {
        try {
            return Files.writeString(Program.newFile("password"), PASSWORD + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
