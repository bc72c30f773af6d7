package dev.covnc.rfb;

/**
 * One screen of those that the framebuffer is spread over (rfbproto, "ExtendedDesktopSize
 * Pseudo-encoding").
 *
 * @param id what both sides know it by: 32 bits, different from those of the others
 * @param area which part of the framebuffer it shows; of u16
 * @param flags none is defined; those that are not understood are kept as they came
 */
public record Screen(int id, Rectangle area, int flags) {

    static Screen read(WireReader in) {
        return new Screen(in.s32(), Rectangle.read(in), in.s32());
    }

    void write(WireWriter out) {
        out.s32(id);
        area.write(out);
        out.s32(flags);
    }
}
