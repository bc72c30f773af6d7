package dev.covnc.server;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * What a flight recording is told of an update: how long it was planned, encoded and sent. Nothing
 * else here names {@code jdk.jfr}; where that module is missing, this must not be touched.
 */
@Name("dev.covnc.Update")
@Label("Framebuffer Update")
@Description("From the look for changes until the operating system has taken the last byte")
@Category("VNC")
@StackTrace(false)
@Enabled(false)
final class UpdateFlight extends Event {
    @Label("Viewer")
    String viewer;

    @Label("Planning")
    @Timespan
    long planning;

    @Label("Encoding")
    @Timespan
    long encoding;

    @Label("Sending")
    @Timespan
    long sending;

    @Label("Copies")
    int copies;

    @Label("Rectangles")
    int rectangles;

    @Label("Pixels")
    long pixels;

    @Label("Bytes")
    @DataAmount
    long bytes;
}
