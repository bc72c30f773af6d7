package dev.covnc.encoders;

import java.util.Optional;

/**
 * Which JPEG engine is used, found out once.
 *
 * <p>{@code -Dcovnc.jpeg=turbo}, {@code imageio} or {@code none} asks for one; {@code
 * -Dcovnc.turbojpeg=FILE} names libjpeg-turbo's library, which otherwise is looked for where the
 * system keeps libraries.
 *
 * @param engine empty if there is none: then nothing is sent with loss
 * @param reason why it is not the one that was wanted; empty if it is
 */
record JpegChoice(Optional<JpegEngine> engine, String reason) {
    static final JpegChoice MADE =
            of(
                    System.getProperty("covnc.jpeg", "turbo"),
                    System.getProperty("covnc.turbojpeg", "turbojpeg"));

    /**
     * @param wanted the engine's short name
     * @param library libjpeg-turbo's file, or the name that the system knows it by
     */
    static JpegChoice of(String wanted, String library) {
        return switch (wanted) {
            case "turbo" -> turbo(library);
            case "imageio" -> imageIo("");
            case "none" -> new JpegChoice(Optional.empty(), "");
            default -> imageIo("covnc.jpeg is turbo, imageio or none, not " + wanted);
        };
    }

    private static JpegChoice turbo(String library) {
        try {
            var turbo = new NativeTurboJpeg(library);
            TurboCheck.run(turbo);
            var name = "libjpeg-turbo, " + turbo.file();
            return found(new JpegEngine(name, () -> new TurboCompressor(turbo)), "");
        } catch (EngineFailure e) {
            return imageIo("no libjpeg-turbo: " + e.getMessage());
        }
    }

    private static JpegChoice imageIo(String reason) {
        try {
            ImageIoCompressor.check();
            return found(new JpegEngine("the JDK's ImageIO", ImageIoCompressor::new), reason);
        } catch (EngineFailure e) {
            return none(reason, e.getMessage());
        } catch (LinkageError e) {
            return none(reason, "this Java lacks the module java.desktop, or a part of it");
        }
    }

    private static JpegChoice none(String reason, String also) {
        var both = (reason.isEmpty() ? "" : reason + "; ") + "no ImageIO: " + also;
        return new JpegChoice(Optional.empty(), both);
    }

    private static JpegChoice found(JpegEngine engine, String reason) {
        return new JpegChoice(Optional.of(engine), reason);
    }

    String name() {
        return engine.map(JpegEngine::name).orElse("nobody");
    }
}
