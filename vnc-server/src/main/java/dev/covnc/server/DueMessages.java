package dev.covnc.server;

import dev.covnc.encoders.PixelPacker;
import dev.covnc.rfb.Bell;
import dev.covnc.rfb.ServerCutText;
import dev.covnc.rfb.SetColourMapEntries;
import dev.covnc.rfb.WireWriter;

/**
 * What one viewer has to be told beside its updates, and before the next of them: of each kind the
 * newest, so a viewer that does not read keeps three messages waiting at the most.
 */
final class DueMessages {
    private boolean colourMap;
    private boolean bell;
    private ServerCutText clipboard;

    /** The colour map has to come before pixels that need it; or it is of no use any more. */
    void colourMap(boolean due) {
        colourMap = due;
    }

    void bell() {
        bell = true;
    }

    void clipboard(ServerCutText message) {
        clipboard = message;
    }

    boolean isEmpty() {
        return !colourMap && !bell && clipboard == null;
    }

    /** Appends them all; then nothing is due. */
    void write(WireWriter out) {
        if (colourMap) {
            new SetColourMapEntries(0, PixelPacker.colourMap()).write(out);
        }
        if (bell) {
            new Bell().write(out);
        }
        if (clipboard != null) {
            clipboard.write(out);
        }
        colourMap = false;
        bell = false;
        clipboard = null;
    }
}
