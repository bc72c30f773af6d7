package dev.covnc.server;

import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.ExtendedDesktopSize;
import dev.covnc.rfb.ExtendedDesktopSize.Reason;
import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.FramebufferUpdate;
import dev.covnc.rfb.WireWriter;

/**
 * What one viewer was told of the framebuffer's size and screens, and what it has to be told: that
 * they are different now, what has become of its wish for others, or what they are, because it has
 * asked.
 */
final class Geometry {
    private final Display display;
    private final Viewer viewer;
    private int width;
    private int height;
    private Screens told;
    private boolean asked;
    private Status answer;

    Geometry(Display display, Viewer viewer) {
        this.display = display;
        this.viewer = viewer;
    }

    /** It was told the size in the handshake. */
    void begin(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** It wants to know, which is what asking for the whole picture means as well. */
    void asked() {
        asked = true;
    }

    /** Its wish for another size has been decided. */
    void answered(Status status) {
        answer = status;
    }

    /** Whether it waits for an answer, which is owed even if it asks for nothing else. */
    boolean isUrgent(Wishes wishes) {
        return answer != null && wishes.understands(Encodings.EXTENDED_DESKTOP_SIZE);
    }

    boolean isDue(Frame frame, Wishes wishes) {
        if (wishes.understands(Encodings.EXTENDED_DESKTOP_SIZE)) {
            return asked || answer != null || !display.screens(frame).equals(told);
        }
        return wishes.understands(Encodings.DESKTOP_SIZE)
                && (frame.width() != width || frame.height() != height);
    }

    /** Appends an update that says it, and nothing else: viewers forget what comes with it. */
    void write(Frame frame, Wishes wishes, WireWriter out) {
        width = frame.width();
        height = frame.height();
        FramebufferUpdate.begin(out, 1);
        if (wishes.understands(Encodings.EXTENDED_DESKTOP_SIZE)) {
            extended(display.screens(frame)).write(out);
        } else {
            FramebufferUpdate.desktopSize(out, width, height);
        }
        asked = false;
        answer = null;
    }

    private ExtendedDesktopSize extended(Screens now) {
        var status = answer == null ? Status.DONE : answer;
        var reason = answer == null ? reason(now) : Reason.THIS_VIEWER;
        told = now;
        return new ExtendedDesktopSize(reason, status, width, height, now.list());
    }

    private Reason reason(Screens now) {
        boolean isNews = told != null && !now.equals(told);
        boolean byOther = now.changer() != null && now.changer() != viewer;
        return isNews && byOther ? Reason.OTHER_VIEWER : Reason.SERVER;
    }
}
