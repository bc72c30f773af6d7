package dev.covnc.server;

import dev.covnc.encoders.Frame;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.SinglePixelPackedSampleModel;

/**
 * The pixels of an image as xRGB ints: the image's own array where it has such a one, else a copy.
 *
 * @param xrgb the array
 * @param offset the index of the top left pixel
 * @param stride ints from one row to the next
 */
record ImagePixels(int[] xrgb, int offset, int stride) {

    static ImagePixels of(BufferedImage image) {
        return switch (image.getType()) {
            case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB -> inPlace(image);
            default -> copy(image);
        };
    }

    static void requireSize(BufferedImage image, Frame frame) {
        if (image.getWidth() != frame.width() || image.getHeight() != frame.height()) {
            throw new IllegalArgumentException(
                    "The image is %dx%d, but the display is %dx%d"
                            .formatted(
                                    image.getWidth(),
                                    image.getHeight(),
                                    frame.width(),
                                    frame.height()));
        }
    }

    private static ImagePixels inPlace(BufferedImage image) {
        var raster = image.getRaster();
        if (raster.getDataBuffer() instanceof DataBufferInt data
                && raster.getSampleModel() instanceof SinglePixelPackedSampleModel model) {
            int x = -raster.getSampleModelTranslateX();
            int y = -raster.getSampleModelTranslateY();
            return new ImagePixels(
                    data.getData(),
                    data.getOffset() + model.getOffset(x, y),
                    model.getScanlineStride());
        }
        return copy(image);
    }

    private static ImagePixels copy(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new ImagePixels(image.getRGB(0, 0, width, height, null, 0, width), 0, width);
    }
}
