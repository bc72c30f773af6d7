package dev.covnc.server;

import dev.covnc.coroutine.Signal;
import dev.covnc.coroutine.Sleep;
import dev.covnc.coroutine.Suspends;
import dev.covnc.coroutine.Workers;
import dev.covnc.encoders.Frame;
import dev.covnc.rfb.EnableContinuousUpdates;
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
    /** Marks that are not sent back yet; a viewer that sends none back gets no more. */
    private static final int MANY_MARKS = 64;

    private final Display display;
    private final LongSupplier nanos;
    private final SpeakerStream stream;
    private final UpdateWriter updates;
    private final WireWriter out = new WireWriter();

    // When.
    private final Congestion congestion = new Congestion();
    private final FrameRate frameRate;
    private int marks;

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
            Display display,
            Workers workers,
            int framesPerSecond,
            LongSupplier nanos) {
        this.display = display;
        this.nanos = nanos;
        this.stream = new SpeakerStream(stream, congestion);
        updates = new UpdateWriter(this.stream, workers);
        frameRate = new FrameRate(framesPerSecond);
    }

    /** The viewer was told the size of its framebuffer, which shows nothing yet. */
    void begin(int width, int height) {
        updates.resize(width, height);
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
            if (!messages.comeFirst() && isUpdateDue() && timeUntilUpdate() <= 0) {
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
            long time = timeUntilUpdate();
            if (time <= 0) {
                return;
            }
            Sleep.during(Duration.ofNanos(time), news);
        }
    }

    private boolean isUpdateDue() {
        return worthLooking && !demand.area().isEmpty();
    }

    /** In nanoseconds. What is on its way may arrive earlier than is said here: that is news. */
    private long timeUntilUpdate() {
        long now = nanos.getAsLong();
        return congestion.isFull(now) ? congestion.patience(now) : frameRate.timeLeft(now);
    }

    // What there is to say. Between two suspensions, from the listener or the display.

    void wants(PixelFormat format) {
        wishes = wishes.with(format);
        messages.colourMap(!format.trueColour());
        news.raise();
    }

    /** When it names an extension for the first time, it is told that it is here. */
    void wants(SetEncodings encodings) {
        wishes = wishes.with(encodings);
        if (wishes.fence() && !knowsFence) {
            knowsFence = true;
            mark();
        }
        if (wishes.continuousUpdates() && !knowsContinuousUpdates) {
            knowsContinuousUpdates = true;
            messages.endOfContinuousUpdates();
        }
        displayChanged(); // Perhaps only now it understands that the size has changed.
    }

    void wants(FramebufferUpdateRequest request) {
        demand.add(request, updates.area());
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
        if (marks > 0) {
            marks--;
            congestion.returned(nanos.getAsLong());
            news.raise();
        }
    }

    /** The viewer typed or clicked: what changes now is its answer, and is not to wait. */
    void inputCame() {
        frameRate.hurry();
    }

    void displayChanged() {
        worthLooking = true;
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
        if (!updates.fits(frame) && wishes.desktopSize()) {
            demand.forget();
            updates.sendSize(frame);
            return;
        }
        worthLooking = false;
        updates.forget(demand.takeAgain().intersect(updates.area()));
        var area = demand.area().intersect(updates.area());
        if (updates.send(frame, area, wishes, this::updateBegins)) {
            mark();
        }
    }

    /** A request that comes from now on counts for the next update. */
    private void updateBegins() {
        demand.met();
        frameRate.begin(nanos.getAsLong());
    }

    /** Wants to know when the viewer has come so far. */
    private void mark() {
        if (wishes.fence() && marks < MANY_MARKS) {
            marks++;
            congestion.marked(nanos.getAsLong());
            messages.fence(new Fence(Fence.REQUEST | Fence.BLOCK_BEFORE));
        }
    }

    @Override
    public void close() {
        updates.close();
    }
}
