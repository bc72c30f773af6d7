package dev.covnc.server;

import dev.covnc.encoders.Copy;
import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Rectangle;

import java.util.List;

/**
 * What one update is to bring.
 *
 * @param picture that the viewer is to see
 * @param area of it that the viewer has asked for
 * @param copied what the painter has copied since the viewer was up to date, in this order
 * @param isAnswer whether the viewer has just typed, and waits for what comes of it
 */
record News(Frame picture, Rectangle area, Wishes wishes, List<Copy> copied, boolean isAnswer) {}
