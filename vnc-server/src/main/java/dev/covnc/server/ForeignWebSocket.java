package dev.covnc.server;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * A WebSocket that another web server has accepted, in a Servlet container, Vert.x or Javalin, as
 * covnc needs it: somebody implements it, and hands it to {@link VncServer#serve}. With Jakarta's
 * WebSocket, for one:
 *
 * {@snippet :
 * @ServerEndpoint(value = "/display", subprotocols = "binary")
 * public class DisplayEndpoint {
 *     private ForeignWebSocket.Inbound viewer;
 *
 *     @OnOpen
 *     public void open(Session session) {
 *         var visit = new WebVisit(host, Optional.empty(), true, Optional.of(user), Optional.empty());
 *         viewer = server.serve(new ForeignWebSocket() {
 *             public CompletionStage<?> send(ByteBuffer message) {
 *                 var sent = new CompletableFuture<Void>();
 *                 session.getAsyncRemote().sendBinary(message, _ -> sent.complete(null));
 *                 return sent;
 *             }
 *
 *             public void close() {
 *                 session.close();
 *             }
 *         }, address, visit);
 *     }
 *
 *     @OnMessage
 *     public void message(ByteBuffer bytes) {
 *         viewer.received(bytes).toCompletableFuture().join(); // so that the browser waits too
 *     }
 *
 *     @OnClose
 *     public void close() {
 *         viewer.left();
 *     }
 * }
 * }
 *
 * <p>Its methods are called on the server's event loop and must not block it. The other server has
 * to check the origin of the page before it accepts a WebSocket; covnc does not see it.
 */
public interface ForeignWebSocket {

    /**
     * Begins to send one binary message. The next comes when this has completed.
     *
     * @param message the receiver's own, to keep
     * @return completes when there is room for more; one that fails ends the connection
     */
    CompletionStage<?> send(ByteBuffer message);

    /** Ends it: the viewer is to leave. */
    void close();

    /** covnc's end: what the other server hears from its WebSocket goes here, on any thread. */
    interface Inbound {

        /**
         * A message has come; its bytes go on where those of the one before ended.
         *
         * @param message not kept
         * @return completes when it was read; who waits for that holds a viewer back that sends
         *     faster than it is listened to
         */
        CompletionStage<Void> received(ByteBuffer message);

        /** The WebSocket has ended. */
        void left();
    }
}
