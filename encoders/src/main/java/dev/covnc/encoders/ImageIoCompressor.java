package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** The JDK's compressor, for where there is no libjpeg-turbo: a tenth of its speed. */
final class ImageIoCompressor implements JpegCompressor {
    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";
    private static final int[] RGB = {0xff0000, 0xff00, 0xff};

    /** Of one viewer's choice few are in use at a time. */
    private static final int MOST_SETTINGS = 16;

    /** ITU-R BT.601 in 16 bits, as JFIF has it. */
    private static final int LUMA_RED = 19595;

    private static final int LUMA_GREEN = 38470;
    private static final int LUMA_BLUE = 7471;

    private final ImageWriter writer;
    private final ImageIoSink sink = new ImageIoSink();
    private final Map<JpegQuality, Setting> settings = new HashMap<>();

    private record Setting(ImageWriteParam param, IIOMetadata metadata) {}

    ImageIoCompressor() {
        var writers = ImageIO.getImageWritersByFormatName("jpeg");
        if (!writers.hasNext()) {
            throw new EngineFailure("it has no JPEG writer");
        }
        writer = writers.next();
    }

    /**
     * Compresses a pixel.
     *
     * @throws EngineFailure when it cannot
     * @throws LinkageError when this Java has no module {@code java.desktop}
     */
    static void check() {
        var compressor = new ImageIoCompressor();
        try {
            var quality = new JpegQuality(50, Subsampling.YUV_422);
            compressor.compress(new int[1], 0, 1, 1, 1, quality, new WireWriter());
        } finally {
            compressor.close();
        }
    }

    @Override
    public void compress(
            int[] xrgb,
            int offset,
            int stride,
            int width,
            int height,
            JpegQuality quality,
            WireWriter out) {
        var image =
                quality.subsampling() == Subsampling.GREY
                        ? grey(xrgb, offset, stride, width, height)
                        : coloured(xrgb, offset, stride, width, height);
        try {
            var setting = setting(quality, image);
            sink.rewind();
            writer.setOutput(sink);
            writer.write(null, new IIOImage(image, null, setting.metadata()), setting.param());
        } catch (IOException | RuntimeException e) {
            throw new EngineFailure(String.valueOf(e.getMessage()), e);
        } finally {
            writer.setOutput(null);
        }
        out.bytes(sink.array(), 0, sink.size());
    }

    /** The pixels themselves, not a copy. */
    private static BufferedImage coloured(
            int[] xrgb, int offset, int stride, int width, int height) {
        var colours = new DirectColorModel(24, RGB[0], RGB[1], RGB[2]);
        var layout =
                new SinglePixelPackedSampleModel(
                        DataBufferInt.TYPE_INT, width, height, stride, RGB);
        var data = new DataBufferInt(xrgb, xrgb.length, offset);
        var raster = Raster.createWritableRaster(layout, data, null);
        return new BufferedImage(colours, raster, false, null);
    }

    private static BufferedImage grey(int[] xrgb, int offset, int stride, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var luma = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < height; y++) {
            int row = offset + y * stride;
            for (int x = 0; x < width; x++) {
                int pixel = xrgb[row + x];
                int sum =
                        (pixel >> 16 & 0xff) * LUMA_RED
                                + (pixel >> 8 & 0xff) * LUMA_GREEN
                                + (pixel & 0xff) * LUMA_BLUE;
                luma[y * width + x] = (byte) (sum + 0x8000 >> 16);
            }
        }
        return image;
    }

    private Setting setting(JpegQuality quality, BufferedImage image)
            throws IIOInvalidTreeException {
        var known = settings.get(quality);
        if (known != null) {
            return known;
        }
        var param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality.quality() / 100f);
        var type = ImageTypeSpecifier.createFromRenderedImage(image);
        var metadata = writer.getDefaultImageMetadata(type, param);
        if (quality.subsampling() != Subsampling.GREY) {
            subsample(metadata, quality.subsampling());
        }
        if (settings.size() == MOST_SETTINGS) {
            settings.clear();
        }
        var setting = new Setting(param, metadata);
        settings.put(quality, setting);
        return setting;
    }

    /** Says in the frame header how many samples of the first component, brightness, there are. */
    private static void subsample(IIOMetadata metadata, Subsampling subsampling)
            throws IIOInvalidTreeException {
        var tree = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        var components = tree.getElementsByTagName("componentSpec");
        var brightness = (IIOMetadataNode) components.item(0);
        brightness.setAttribute("HsamplingFactor", subsampling == Subsampling.YUV_444 ? "1" : "2");
        brightness.setAttribute("VsamplingFactor", subsampling == Subsampling.YUV_420 ? "2" : "1");
        metadata.setFromTree(FORMAT, tree);
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
