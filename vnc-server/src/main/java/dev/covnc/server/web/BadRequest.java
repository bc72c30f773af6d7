package dev.covnc.server.web;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request that is not answered as asked: the status it gets, and the sentence with it. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient HttpResponseStatus status;

    /**
     * @param sentence for whoever looks at the answer; it quotes nothing of the request
     */
    BadRequest(HttpResponseStatus status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    HttpResponseStatus status() {
        return status;
    }
}
