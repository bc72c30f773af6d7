package dev.covnc.server;

import dev.covnc.coroutine.Signal;
import dev.covnc.coroutine.Sleep;
import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.EnableContinuousUpdates;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.Fence;
import dev.covnc.rfb.FramebufferUpdateRequest;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.ServerCutText;
import dev.covnc.rfb.SetEncodings;

import java.time.Duration;

/**
 * What the listener and the display leave for the one who speaks to a viewer: between two
 * suspensions, so nothing needs a lock. What can be replaced by newer news is replaced, so that a
 * viewer that does not read keeps nothing waiting but the last of each.
 */
final class Notes {
    private static final long NEVER = Long.MAX_VALUE;

    private final Pace pace;
    private final Geometry geometry;
    private final Surroundings surroundings;
    private final DueMessages messages = new DueMessages();
    private final Demand demand = new Demand();
    private final Signal news = new Signal();
    private final Signal said = new Signal();

    private Wishes wishes = Wishes.INITIAL;
    private boolean knowsFence;
    private boolean knowsContinuousUpdates;
    private boolean knowsExtendedDesktopSize;
    private boolean worthLooking;

    Notes(Pace pace, Geometry geometry, Surroundings surroundings) {
        this.pace = pace;
        this.geometry = geometry;
        this.surroundings = surroundings;
    }

    // From the listener.

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
        knowsExtendedDesktopSize |= wishes.understands(Encodings.EXTENDED_DESKTOP_SIZE);
        displayChanged(); // Perhaps only now it understands that the size has changed.
    }

    /**
     * @param framebuffer as the viewer knows it
     */
    void wants(FramebufferUpdateRequest request, Rectangle framebuffer) {
        demand.add(request, framebuffer);
        if (!request.incremental()) {
            geometry.asked();
        }
        displayChanged();
    }

    /** The end is confirmed even if there was nothing to end. */
    void wants(EnableContinuousUpdates message) {
        require(knowsContinuousUpdates, "EnableContinuousUpdates");
        demand.set(message);
        if (!message.enable()) {
            messages.endOfContinuousUpdates();
        }
        displayChanged();
    }

    /** The viewer would have another size, and hears what becomes of that. */
    void wantsSize() {
        require(knowsExtendedDesktopSize, "SetDesktopSize");
    }

    /** An extension is there for viewers that have said that they know it. */
    private static void require(boolean agreed, String message) {
        if (!agreed) {
            throw new ProtocolException(
                    "The viewer sent "
                            + message
                            + ", which was not agreed on: it has named no"
                            + " such extension");
        }
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

    /** The viewer typed: what changes now is its answer, and is not to wait. */
    void inputCame() {
        pace.hurry();
    }

    /** The viewer's wish for another size has been decided. */
    void decided(Status status) {
        geometry.answered(status);
        news.raise();
    }

    // From the display.

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

    // To the speaker.

    Wishes wishes() {
        return wishes;
    }

    Demand demand() {
        return demand;
    }

    DueMessages messages() {
        return messages;
    }

    /**
     * Waits until there is a message, or an update that may begin.
     *
     * @param updates say when there is something to repair if nothing changes, and rest meanwhile
     *     if that takes long
     */
    @Suspends
    void await(UpdateWriter updates) {
        while (messages.isEmpty()) {
            long time = timeUntilUpdate(updates);
            if (time <= 0) {
                return;
            }
            if (time == NEVER) {
                updates.await(news);
            } else {
                Sleep.during(Duration.ofNanos(time), news);
            }
        }
    }

    /** Whether an update is due and may begin, and no message has to come before it. */
    boolean isTimeForUpdate(UpdateWriter updates) {
        return !messages.comeFirst() && timeUntilUpdate(updates) <= 0;
    }

    private long timeUntilUpdate(UpdateWriter updates) {
        if (isUpdateDue()) {
            return pace.timeUntilUpdate();
        }
        return demand.area().isEmpty()
                ? NEVER
                : Math.max(updates.timeUntilRepair(), pace.timeUntilUpdate());
    }

    /** Whether there is news of the picture or the framebuffer, and the viewer wants it. */
    boolean isUpdateDue() {
        return geometry.isUrgent(wishes) || worthLooking && !demand.area().isEmpty();
    }

    /** The messages have been sent. */
    void messagesSaid() {
        said.raise();
    }

    /** What has changed until now is being looked at. */
    void lookedAt() {
        worthLooking = false;
    }

    /** An update goes out. */
    void updateBegins() {
        demand.met();
        pace.begin();
    }

    /** Wants to know when the viewer has come so far. */
    void mark() {
        if (wishes.understands(Encodings.FENCE) && pace.mark()) {
            messages.fence(new Fence(Fence.REQUEST | Fence.BLOCK_BEFORE));
        }
    }
}
