package dev.covnc.server;

import static dev.covnc.rfb.security.Right.CLIPBOARD_IN;
import static dev.covnc.rfb.security.Right.INPUT;
import static dev.covnc.rfb.security.Right.RESIZE;

import dev.covnc.coroutine.CancelledException;
import dev.covnc.coroutine.Closed;
import dev.covnc.coroutine.CoroutineScope;
import dev.covnc.coroutine.Deadline;
import dev.covnc.coroutine.DeadlineExceeded;
import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.ClientCutText;
import dev.covnc.rfb.ClientInit;
import dev.covnc.rfb.ClientMessage;
import dev.covnc.rfb.EnableContinuousUpdates;
import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.Fence;
import dev.covnc.rfb.FramebufferUpdateRequest;
import dev.covnc.rfb.KeyEvent;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.PointerEvent;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.ServerInit;
import dev.covnc.rfb.SetDesktopSize;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.SetPixelFormat;
import dev.covnc.rfb.WireWriter;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.Right;

import java.net.SocketAddress;
import java.util.Optional;

/** One viewer, from the first byte to the last. */
final class Connection {
    private final Viewers viewers;
    private final Settings settings;
    private final RfbStream stream;
    private final SocketAddress address;
    private final Runnable admitted;
    private final Peer peer;
    private final Input input;
    private final Speaker speaker;

    /** A fence that is answered when the message after it has been handled. */
    private Fence unanswered;

    private String farewell = "left";

    /** Null until it has proved to be somebody. */
    private Identity identity;

    /**
     * @param admitted is told when the viewer has proved who it is
     */
    Connection(Viewers viewers, RfbStream stream, SocketAddress address, Runnable admitted) {
        this.admitted = admitted;
        this.viewers = viewers;
        settings = viewers.settings();
        this.stream = stream;
        this.address = address;
        peer = new Peer(address);
        input = viewers.input(peer);
        speaker =
                new Speaker(
                        stream,
                        peer,
                        settings,
                        viewers.workers(),
                        viewers.searches(),
                        viewers.nanos());
    }

    /** What it began with, where it came through a WebSocket. */
    void cameBy(Optional<WebVisit> visit) {
        peer.web = visit;
    }

    /** The whole life of the connection, in the order it is lived. */
    @Suspends
    void run() {
        try (stream;
                speaker) {
            Deadline.within(settings.limits().handshake(), "The handshake", this::shakeHands);
            try (var scope = new CoroutineScope()) {
                scope.start("speaker to " + address, speaker::run);
                while (true) {
                    handleInStep(ClientMessage.read(stream));
                }
            }
        } catch (Closed _) {
            viewers.events().left(peer, farewell);
        } catch (AuthenticationFailed e) {
            viewers.events().refused(peer, e);
        } catch (ProtocolException | DeadlineExceeded e) {
            viewers.events().disconnected(peer, e);
        } catch (CancelledException _) {
            viewers.events().left(peer, "was disconnected");
        } finally {
            leave();
        }
    }

    @Suspends
    private void shakeHands() {
        var handshake = new Handshake(stream, viewers, peer);
        identity = handshake.identify();
        admitted.run();
        viewers.events().authenticated(peer, identity);
        speaker.speakTo(identity);
        initialise(handshake);
    }

    /** From here on the viewer is one that others see. */
    @Suspends
    private void initialise(Handshake handshake) {
        boolean shared = ClientInit.read(stream).shared();
        var display = settings.display();
        var frame = display.frame();
        var out = new WireWriter();
        var name = display.name();
        settings.recording().ifPresent(stream::record);
        new ServerInit(frame.width(), frame.height(), PixelFormat.XRGB, name).write(out);
        handshake.extend(out);
        stream.send(out);

        speaker.begin(frame.width(), frame.height(), name);
        viewers.joined(this, !shared && identity.may(Right.EXCLUSIVE));
    }

    /** A fence may ask that its answer and what follows it count as one. */
    @Suspends
    private void handleInStep(ClientMessage message) {
        speaker.notes().awaitRoomForAnswer();
        var fence = unanswered;
        unanswered = null;
        handle(message);
        if (fence != null) {
            speaker.notes().answer(fence);
        }
    }

    @Suspends
    private void handle(ClientMessage message) {
        switch (message) {
            case SetPixelFormat(var format) -> speaker.notes().wants(format);
            case SetEncodings encodings -> speaker.notes().wants(encodings);
            case FramebufferUpdateRequest request -> speaker.wants(request);
            case EnableContinuousUpdates updates -> speaker.notes().wants(updates);
            case Fence fence -> handle(fence);
            case SetDesktopSize wish -> handle(wish);
            case KeyEvent(var down, var keysym) when identity.may(INPUT) -> {
                speaker.notes().inputCame();
                input.key(keysym, down);
            }
            case PointerEvent(var buttons, var x, var y) when identity.may(INPUT) ->
                    input.pointer(x, y, buttons);
            case ClientCutText(_, var text) when identity.may(CLIPBOARD_IN) ->
                    text.ifPresent(input::clipboard);
            case KeyEvent _, PointerEvent _, ClientCutText _ -> {} // It may only look.
        }
    }

    private void handle(SetDesktopSize wish) {
        speaker.notes().wantsSize();
        if (identity.may(RESIZE)) {
            viewers.resizing().wish(peer, wish, speaker.notes()::decided);
        } else {
            speaker.notes().decided(Status.PROHIBITED);
        }
    }

    private void handle(Fence fence) {
        if (fence.isTooLong()) {
            return; // Nobody's: it breaks the protocol harmlessly.
        }
        if (!fence.isRequest()) {
            speaker.notes().returned();
        } else if ((fence.flags() & Fence.SYNC_NEXT) != 0) {
            unanswered = fence;
        } else {
            speaker.notes().answer(fence);
        }
    }

    private void leave() {
        if (viewers.left(this)) {
            input.end();
        }
    }

    /**
     * Sends the viewer away.
     *
     * @param why the end of a sentence that begins with the viewer
     */
    void disconnect(String why) {
        farewell = why;
        stream.close();
    }

    /** Whether it has proved to be somebody who may come in. */
    boolean isAdmitted() {
        return identity != null;
    }

    boolean may(Right right) {
        return isAdmitted() && identity.may(right);
    }

    Viewer viewer() {
        return peer;
    }

    Speaker speaker() {
        return speaker;
    }

    ViewerStatus status() {
        return speaker.status();
    }

    SocketAddress address() {
        return address;
    }

    /** All that an embedder sees of a connection, so that keeping it keeps nothing else. */
    private static final class Peer implements Viewer {
        private final SocketAddress address;
        private Optional<WebVisit> web = Optional.empty();

        Peer(SocketAddress address) {
            this.address = address;
        }

        @Override
        public SocketAddress address() {
            return address;
        }

        @Override
        public Optional<WebVisit> web() {
            return web;
        }
    }
}
