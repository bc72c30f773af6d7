package dev.covnc.encoders;

import static dev.covnc.encoders.Subsampling.GREY;
import static dev.covnc.encoders.Subsampling.YUV_420;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegQualityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 15, YUV_420",
        "1, 29, YUV_420",
        "2, 41, YUV_420",
        "3, 42, YUV_422",
        "4, 62, YUV_422",
        "5, 77, YUV_422",
        "6, 79, YUV_444",
        "7, 86, YUV_444",
        "8, 92, YUV_444",
        "9, 100, YUV_444",
    })
    void aLevelMeansWhatTigerVncMeans(int level, int quality, Subsampling subsampling) {
        assertEquals(new JpegQuality(quality, subsampling), JpegQuality.ofLevel(level));
    }

    @Test
    void finerHintsOverrideEither() {
        var level = JpegQuality.ofLevel(1);
        assertEquals(new JpegQuality(80, YUV_420), level.withQuality(80));
        assertEquals(new JpegQuality(29, GREY), level.withSubsampling(GREY));
        assertEquals(1, level.withQuality(0).quality());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101, Integer.MIN_VALUE})
    void aQualityIsOneToAHundred(int quality) {
        assertThrows(IllegalArgumentException.class, () -> new JpegQuality(quality, GREY));
        var level = JpegQuality.ofLevel(5);
        assertThrows(IllegalArgumentException.class, () -> level.withQuality(quality));
        assertThrows(IllegalArgumentException.class, () -> JpegQuality.ofLevel(quality));
    }
}
