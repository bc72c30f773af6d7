package dev.covnc.server;

import dev.covnc.coroutine.Suspends;
import dev.covnc.coroutine.Workers;
import dev.covnc.encoders.Frame;
import dev.covnc.rfb.FramebufferUpdateRequest;
import dev.covnc.rfb.WireWriter;
import dev.covnc.rfb.security.Identity;

import java.util.function.LongSupplier;

/**
 * The one who speaks to one viewer after the handshake: the only writer, so nothing needs a lock.
 *
 * <p>An update is begun when the viewer has asked for one, something has changed, and everything
 * sent before has been taken by the operating system, and mostly by the viewer: a slow one gets
 * fewer, newer pictures.
 */
final class Speaker implements AutoCloseable {
    private final Display display;
    private final Viewer viewer;
    private final Effort effort = new Effort();
    private final Pace pace;
    private final Traffic traffic;
    private final Geometry geometry;
    private final Surroundings surroundings;
    private final Notes notes;
    private final SpeakerStream stream;
    private final UpdateWriter updates;
    private final WireWriter out = new WireWriter();

    private Identity identity;
    private boolean isRepairNext;

    /** Of the frames of the display, the one that was sent last. */
    private long frameSent;

    private long versionSent;

    /**
     * @param nanos a clock that only goes forward
     */
    Speaker(
            RfbStream stream,
            Viewer viewer,
            Settings settings,
            Workers workers,
            Searches searches,
            LongSupplier nanos) {
        display = settings.display();
        this.viewer = viewer;
        pace = new Pace(settings.framesPerSecond(), effort, nanos);
        traffic = new Traffic(nanos);
        geometry = new Geometry(display, viewer);
        surroundings = new Surroundings(display, viewer);
        notes = new Notes(pace, geometry, surroundings);
        this.stream = new SpeakerStream(stream, pace, traffic, effort, nanos);
        var encoders = new ViewerEncoders(settings.policy());
        var log = new UpdateLog(viewer.address());
        var motion = new Motion(searches);
        updates = new UpdateWriter(this.stream, workers, encoders, motion, log, effort, nanos);
    }

    /** From now on it is known who that is. */
    void speakTo(Identity identity) {
        this.identity = identity;
    }

    /** What there is to say is noted here. */
    Notes notes() {
        return notes;
    }

    /**
     * The viewer was told the size of its framebuffer, which shows nothing yet, and the desktop's
     * name.
     */
    void begin(int width, int height, String name) {
        updates.resize(width, height);
        geometry.begin(width, height);
        surroundings.begin(name);
    }

    /** What is asked for lies within what the viewer knows to be its framebuffer. */
    void wants(FramebufferUpdateRequest request) {
        notes.wants(request, updates.area());
    }

    /** Speaks until the viewer is gone. */
    @Suspends
    void run() {
        while (true) {
            notes.await(updates);
            stream.drain();
            if (!notes.messages().isEmpty()) {
                sendMessages();
            }
            if (notes.isTimeForUpdate(updates)) {
                sendUpdate(display.frame(), notes.wishes().with(effort.level()));
            }
        }
    }

    @Suspends
    private void sendMessages() {
        notes.messages().write(out);
        stream.send(out);
        notes.messagesSaid();
    }

    @Suspends
    private void sendUpdate(Frame frame, Wishes wishes) {
        if (geometry.isDue(frame, wishes)) {
            sendSize(frame, wishes);
        } else if (isRepairNext && repair(frame, wishes)) {
            isRepairNext = false;
        } else {
            sendNews(frame, wishes);
            isRepairNext = true;
        }
    }

    /** What was sent with losses is sent again, by turns with what changes. */
    @Suspends
    private boolean repair(Frame frame, Wishes wishes) {
        if (updates.timeUntilRepair() > 0) {
            return false;
        }
        var area = notes.demand().take().intersect(updates.area());
        return noted(updates.repair(picture(frame, wishes), area, wishes, notes::updateBegins));
    }

    @Suspends
    private void sendNews(Frame frame, Wishes wishes) {
        notes.lookedAt();
        long number = display.pictures().count();
        surroundings.write(wishes, out);
        if (out.size() > 0) {
            stream.send(out);
        }
        updates.forget(notes.demand().takeAgain().intersect(updates.area()));
        var area = notes.demand().take().intersect(updates.area());
        var copied = display.pictures().copies().between(versionSent, frame.version());
        var news = new News(picture(frame, wishes), area, wishes, copied, pace.isAnswerDue());
        if (noted(updates.send(news, notes::updateBegins))) {
            frameSent = number;
            versionSent = frame.version();
        }
    }

    private boolean noted(boolean sent) {
        if (sent) {
            traffic.update();
            notes.mark();
        }
        return sent;
    }

    private Frame picture(Frame frame, Wishes wishes) {
        return surroundings.isPointerDrawn(wishes) ? display.pointing().drawnInto(frame) : frame;
    }

    /** A viewer whose framebuffer changes its size asks for all of it. */
    @Suspends
    private void sendSize(Frame frame, Wishes wishes) {
        geometry.write(frame, wishes, out);
        if (!updates.fits(frame)) {
            updates.resize(frame.width(), frame.height());
            notes.demand().forget();
        }
        stream.send(out);
    }

    /** How the viewer is doing just now. */
    ViewerStatus status() {
        return new ViewerStatus(
                viewer,
                identity,
                notes.wishes().encoding().toString(),
                traffic.updates(),
                traffic.updatesPerSecond(),
                traffic.bytes(),
                traffic.bytesPerSecond(),
                pace.roundTrip(),
                pace.window(),
                display.pictures().count() - frameSent);
    }

    @Override
    public void close() {
        updates.close();
    }
}
