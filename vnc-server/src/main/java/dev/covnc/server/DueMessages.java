package dev.covnc.server;

import dev.covnc.encoders.PixelPacker;
import dev.covnc.rfb.Bell;
import dev.covnc.rfb.EndOfContinuousUpdates;
import dev.covnc.rfb.Fence;
import dev.covnc.rfb.ServerCutText;
import dev.covnc.rfb.SetColourMapEntries;
import dev.covnc.rfb.WireWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * What one viewer has to be told beside its updates, and before the next of them: of each kind the
 * newest, so a viewer that does not read keeps few messages waiting. Answers to its fences are all
 * kept, and it is not listened to while they are many.
 */
final class DueMessages {
    private static final int MANY_FENCES = 64;

    private final List<Fence> fences = new ArrayList<>();
    private boolean endOfContinuousUpdates;
    private boolean colourMap;
    private boolean bell;
    private ServerCutText clipboard;

    /** The colour map has to come before pixels that need it; or it is of no use any more. */
    void colourMap(boolean due) {
        colourMap = due;
    }

    void endOfContinuousUpdates() {
        endOfContinuousUpdates = true;
    }

    void fence(Fence fence) {
        fences.add(fence);
    }

    boolean hasRoomForFence() {
        return fences.size() < MANY_FENCES;
    }

    void bell() {
        bell = true;
    }

    void clipboard(ServerCutText message) {
        clipboard = message;
    }

    boolean isEmpty() {
        return fences.isEmpty()
                && !endOfContinuousUpdates
                && !colourMap
                && !bell
                && clipboard == null;
    }

    /** Whether an update would not be understood before one of them. */
    boolean comeFirst() {
        return colourMap;
    }

    /** Appends them all; then nothing is due. */
    void write(WireWriter out) {
        fences.forEach(fence -> fence.write(out));
        if (endOfContinuousUpdates) {
            new EndOfContinuousUpdates().write(out);
        }
        if (colourMap) {
            new SetColourMapEntries(0, PixelPacker.colourMap()).write(out);
        }
        if (bell) {
            new Bell().write(out);
        }
        if (clipboard != null) {
            clipboard.write(out);
        }
        fences.clear();
        endOfContinuousUpdates = false;
        colourMap = false;
        bell = false;
        clipboard = null;
    }
}
