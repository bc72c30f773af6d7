package dev.covnc.server;

import dev.covnc.coroutine.Signal;
import dev.covnc.coroutine.Sleep;
import dev.covnc.coroutine.Suspends;
import dev.covnc.coroutine.Workers;
import dev.covnc.encoders.Frame;
import dev.covnc.rfb.EnableContinuousUpdates;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.ExtendedDesktopSize;
import dev.covnc.rfb.Fence;
import dev.covnc.rfb.FramebufferUpdateRequest;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.ServerCutText;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.WireWriter;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The one who speaks to one viewer after the handshake: the only writer, so nothing needs a lock.
 * The listener and the display leave notes here; what can be replaced by newer news is replaced, so
 * that a viewer that does not read keeps nothing waiting but the last of each.
 *
 * <p>An update is begun when the viewer has asked for one, something has changed, and everything
 * sent before has been taken by the operating system, and mostly by the viewer: a slow one gets
 * fewer, newer pictures.
 */
final class Speaker implements AutoCloseable {
    private final Display display;
    private final Pace pace;
    private final Geometry geometry;
    private final Surroundings surroundings;
    private final SpeakerStream stream;
    private final UpdateWriter updates;
    private final WireWriter out = new WireWriter();

    // Notes.
    private final Signal news = new Signal();
    private final Signal said = new Signal();
    private final DueMessages messages = new DueMessages();
    private final Demand demand = new Demand();
    private Wishes wishes = Wishes.INITIAL;
    private boolean knowsFence;
    private boolean knowsContinuousUpdates;
    private boolean worthLooking;

    /**
     * @param nanos a clock that only goes forward
     */
    Speaker(
            RfbStream stream,
            Viewer viewer,
            Settings settings,
            Workers workers,
            LongSupplier nanos) {
        display = settings.display();
        pace = new Pace(settings.framesPerSecond(), nanos);
        geometry = new Geometry(display, viewer);
        surroundings = new Surroundings(display, viewer);
        this.stream = new SpeakerStream(stream, pace);
        updates = new UpdateWriter(this.stream, workers);
    }

    /** The viewer was told the size of its framebuffer, which shows nothing yet, and its name. */
    void begin(int width, int height, String name) {
        updates.resize(width, height);
        geometry.begin(width, height);
        surroundings.begin(name);
    }

    /** Speaks until the viewer is gone. */
    @Suspends
    void run() {
        while (true) {
            awaitSomethingToSay();
            stream.drain();
            if (!messages.isEmpty()) {
                sendMessages();
            }
            if (!messages.comeFirst() && isUpdateDue() && pace.timeUntilUpdate() <= 0) {
                sendUpdate(display.frame());
            }
        }
    }

    @Suspends
    private void awaitSomethingToSay() {
        while (messages.isEmpty()) {
            if (!isUpdateDue()) {
                news.await("something to say");
                continue;
            }
            long time = pace.timeUntilUpdate();
            if (time <= 0) {
                return;
            }
            Sleep.during(Duration.ofNanos(time), news);
        }
    }

    private boolean isUpdateDue() {
        return geometry.isUrgent() || worthLooking && !demand.area().isEmpty();
    }

    // What there is to say. Between two suspensions, from the listener or the display.

    void wants(PixelFormat format) {
        wishes = wishes.with(format);
        surroundings.forgetShape();
        messages.colourMap(!format.trueColour());
        news.raise();
    }

    /** When it names an extension for the first time, it is told that it is here. */
    void wants(SetEncodings encodings) {
        wishes = wishes.with(encodings);
        if (wishes.understands(Encodings.FENCE) && !knowsFence) {
            knowsFence = true;
            mark();
        }
        if (wishes.understands(Encodings.CONTINUOUS_UPDATES) && !knowsContinuousUpdates) {
            knowsContinuousUpdates = true;
            messages.endOfContinuousUpdates();
        }
        displayChanged(); // Perhaps only now it understands that the size has changed.
    }

    void wants(FramebufferUpdateRequest request) {
        demand.add(request, updates.area());
        if (!request.incremental()) {
            geometry.asked();
        }
        displayChanged();
    }

    /** The end is confirmed even if there was nothing to end. */
    void wants(EnableContinuousUpdates message) {
        demand.set(message);
        if (!message.enable()) {
            messages.endOfContinuousUpdates();
        }
        displayChanged();
    }

    /** Waits while so many fences of the viewer are unanswered that it must be flooding us. */
    @Suspends
    void awaitRoomForAnswer() {
        while (!messages.hasRoomForFence()) {
            said.await("room for the answer to a fence");
        }
    }

    void answer(Fence fence) {
        messages.fence(fence.answer());
        news.raise();
    }

    /** A mark of ours has come back. */
    void returned() {
        pace.returned();
        news.raise();
    }

    /** The viewer typed or clicked: what changes now is its answer, and is not to wait. */
    void inputCame() {
        pace.hurry();
    }

    void displayChanged() {
        worthLooking = true;
        news.raise();
    }

    /** The viewer's wish for another size has been decided. */
    void decided(ExtendedDesktopSize.Status status) {
        geometry.answered(status);
        news.raise();
    }

    void bell() {
        messages.bell();
        news.raise();
    }

    void clipboard(ServerCutText message) {
        messages.clipboard(message);
        news.raise();
    }

    // Saying it.

    @Suspends
    private void sendMessages() {
        messages.write(out);
        stream.send(out);
        said.raise();
    }

    @Suspends
    private void sendUpdate(Frame frame) {
        if (geometry.isDue(frame, wishes)) {
            sendSize(frame);
            return;
        }
        worthLooking = false;
        surroundings.write(wishes, out);
        if (out.size() > 0) {
            stream.send(out);
        }
        updates.forget(demand.takeAgain().intersect(updates.area()));
        var area = demand.area().intersect(updates.area());
        var picture =
                surroundings.isPointerDrawn(wishes) ? display.pointing().drawnInto(frame) : frame;
        if (updates.send(picture, area, wishes, this::updateBegins)) {
            mark();
        }
    }

    /** A viewer whose framebuffer changes its size asks for all of it. */
    @Suspends
    private void sendSize(Frame frame) {
        geometry.write(frame, wishes, out);
        if (!updates.fits(frame)) {
            updates.resize(frame.width(), frame.height());
            demand.forget();
        }
        stream.send(out);
    }

    /** A request that comes from now on counts for the next update. */
    private void updateBegins() {
        demand.met();
        pace.begin();
    }

    /** Wants to know when the viewer has come so far. */
    private void mark() {
        if (wishes.understands(Encodings.FENCE) && pace.mark()) {
            messages.fence(new Fence(Fence.REQUEST | Fence.BLOCK_BEFORE));
        }
    }

    @Override
    public void close() {
        updates.close();
    }
}
