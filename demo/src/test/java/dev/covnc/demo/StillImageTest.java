package dev.covnc.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

class StillImageTest {

    @TempDir Path folder;

    private int[] throughPng(BufferedImage image) throws IOException {
        Path file = folder.resolve("image.png");
        ImageIO.write(image, "png", file.toFile());
        return StillImage.pixels(ImageIO.read(file.toFile()));
    }

    @Test
    void coloursComeThroughUnchanged() throws IOException {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new Random(1).ints(256, 0, 1 << 24).toArray();
        image.setRGB(0, 0, 16, 16, pixels, 0, 16);
        assertArrayEquals(pixels, throughPng(image));
    }

    @Test
    void greyIsNotBrightened() throws IOException {
        var image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        var wide = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
        int[] expected = new int[256];
        for (int grey = 0; grey < 256; grey++) {
            image.getRaster().setSample(grey, 0, 0, grey);
            wide.getRaster().setSample(grey, 0, 0, grey * 257);
            expected[grey] = grey * 0x010101;
        }
        assertArrayEquals(expected, throughPng(image));
        assertArrayEquals(expected, throughPng(wide));
    }

    @Test
    void whatIsTransparentShowsBlack() throws IOException {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 3, 1, new int[] {0x00FFFFFF, 0xFF123456, 0x80FF00FF}, 0, 3);
        assertArrayEquals(new int[] {0, 0x123456, 0x800080}, throughPng(image));
    }

    @Test
    void theDisplayIsAsLargeAsThePicture() throws IOException, Refused {
        Path file = folder.resolve("small.png");
        ImageIO.write(new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        var scene = new StillImage(file);
        assertEquals(7, scene.display().width());
        assertEquals(5, scene.display().height());
    }

    @Test
    void aPictureCutAnywhereIsShownOrRefusedInASentence() throws IOException {
        Path file = folder.resolve("cut");
        for (String format : new String[] {"png", "jpg", "gif", "bmp"}) {
            ImageIO.write(
                    new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), format, file.toFile());
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length < whole.length; length += 3) {
                Files.write(file, Arrays.copyOf(whole, length));
                try {
                    new StillImage(file);
                } catch (Refused refused) {
                    assertEquals(1, refused.getMessage().lines().count());
                }
            }
        }
    }

    @Test
    void aPictureThatClaimsToBeEnormousIsNotDecoded() throws IOException {
        Path file = folder.resolve("huge.png");
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        byte[] bytes = Files.readAllBytes(file);
        bytes[17] = 1; // IHDR's width, from 2 to 65538
        Files.write(file, bytes);
        Refused refused = assertThrows(Refused.class, () -> new StillImage(file));
        assertEquals(
                "cannot read the picture %s: it is too large to show: 65538x2".formatted(file),
                refused.getMessage());
    }
}
