package dev.covnc.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * vncsnapshot: an old viewer that speaks RFB 3.3 and writes JPEG, so its picture is nearly the
 * picture.
 */
class VncSnapshotTest extends ViewerContract {

    @Override
    Optional<String> missing() {
        return Installed.missing("vncsnapshot", "vncsnapshot");
    }

    @Override
    List<String> encodings() {
        return List.of("raw");
    }

    @Override
    Visit visit(int port, Optional<String> password, String encoding, Picture expected) {
        var file = Program.newFile("vncsnapshot.jpg");
        var command =
                new ArrayList<>(List.of("vncsnapshot", "-encodings", encoding, "-quality", "100"));
        password.ifPresent(
                p -> command.addAll(List.of("-passwd", PasswordFile.write(p).toString())));
        command.addAll(List.of("127.0.0.1::" + port, file.toString()));
        var ended = Program.run(Map.of(), command.toArray(String[]::new));
        return ended.status() == 0
                ? new Visit.Saw(Picture.read(file))
                : new Visit.WasRefused(ended.err());
    }

    /**
     * JPEG keeps a fourth of the colour; a picture shifted by a pixel or with its colours swapped
     * is ten times as far off.
     */
    @Override
    void assertShows(Picture expected, Picture seen) {
        assertEquals(expected.toString(), seen.toString());
        double difference = seen.meanDifferenceFrom(expected);
        assertTrue(difference < 3, "the mean difference is " + difference);
    }
}
