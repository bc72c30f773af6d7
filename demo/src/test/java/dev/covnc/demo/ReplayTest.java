package dev.covnc.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.OptionalLong;

class ReplayTest {

    private static Capture capture() throws IOException {
        byte[] file =
                new CaptureBytes(4, 3)
                        .frame(0)
                        .rectangle(0, 0, 4, 3, 0)
                        .frame(40)
                        .frame(100)
                        .rectangle(1, 2, 2, 1, 200)
                        .gzip();
        return new CaptureReader(new ByteArrayInputStream(file), 1 << 20).read();
    }

    @Test
    void withoutAPeriodFramesAreDueAsRecorded() throws IOException {
        var replay = new Replay(capture(), OptionalLong.empty(), 2, false);
        assertEquals(0, replay.dueMillis(0, 0));
        assertEquals(100, replay.dueMillis(0, 2));
        assertEquals(160, replay.dueMillis(1, 0), "the last frame stays as long as the one before");
        assertEquals(160 + 40, replay.dueMillis(1, 1));
    }

    @Test
    void withAPeriodFramesAreDueAtEvenDistances() throws IOException {
        var replay = new Replay(capture(), OptionalLong.of(50), 0, false);
        assertEquals(100, replay.dueMillis(0, 2));
        assertEquals(150, replay.dueMillis(1, 0));
        assertEquals(50L * (3L * 1_000_000_000 + 1), replay.dueMillis(1_000_000_000, 1));
    }

    @Test
    void patchesLieOnThePictureOfTheFramesBefore() throws IOException, InterruptedException {
        var replay = new Replay(capture(), OptionalLong.of(1), 1, false);
        replay.play();
        assertEquals(4 * 3, replay.picture().length);
        assertEquals(0x000102, replay.picture()[0]);
        assertEquals(0xC8C9CA, replay.picture()[2 * 4 + 1]);
        assertEquals(0xCBCCCD, replay.picture()[2 * 4 + 2]);
        assertEquals(0x212223, replay.picture()[2 * 4 + 3], "beside the patch: as before");
        assertEquals(4, replay.display().width());
    }
}
