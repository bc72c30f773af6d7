package dev.covnc.server;

import dev.covnc.rfb.security.Identity;

import java.util.concurrent.CompletionStage;

/**
 * Decides whether a viewer that has proved who it is comes in, by asking a human, say:
 *
 * {@snippet :
 * Doorkeeper ask =
 *         (viewer, identity) ->
 *                 dialog.ask(viewer.address() + " wants to see your screen")
 *                         .thenApply(
 *                                 answer ->
 *                                         switch (answer) {
 *                                             case YES -> identity;
 *                                             case LOOK -> Identity.VIEW_ONLY;
 *                                             case NO ->
 *                                                     throw new AuthenticationFailed(
 *                                                             "The owner is busy");
 *                                         });
 * }
 */
@FunctionalInterface
public interface Doorkeeper {

    /**
     * Decides, at once or later. Called on the thread of the {@link InputHandler}; meanwhile the
     * viewer is not listened to. If there is no decision within {@link Limits#approval}, the viewer
     * is refused.
     *
     * @param identity whom the viewer has proved to be
     * @return who the viewer is in here: {@code identity}, or one with other rights. A stage that
     *     fails refuses it: if with an {@link dev.covnc.rfb.security.AuthenticationFailed}, its
     *     message is shown to the viewer; any other failure is logged.
     */
    CompletionStage<Identity> admit(Viewer viewer, Identity identity);
}
