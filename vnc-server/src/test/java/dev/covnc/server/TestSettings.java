package dev.covnc.server;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.encoders.Policy;
import dev.covnc.rfb.security.SecurityOffer;
import dev.covnc.rfb.security.SecurityType;

import java.util.List;
import java.util.Optional;

/** What a {@link TestServer} is built with, where a test wants it otherwise. */
final class TestSettings {
    /** Updates a second, because time stands still. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final BackEnd backEnd;
    private final List<SecurityType> offered;
    private Limits limits = Limits.DEFAULT;
    private Optional<Doorkeeper> doorkeeper = Optional.empty();

    /** The healthy viewer's. */
    String password = TestServer.PASSWORD;

    TestSettings(BackEnd backEnd, SecurityType... offered) {
        this.backEnd = backEnd;
        this.offered = List.of(offered);
    }

    TestSettings password(String password) {
        this.password = password;
        return this;
    }

    TestSettings limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    TestSettings doorkeeper(Doorkeeper doorkeeper) {
        this.doorkeeper = Optional.of(doorkeeper);
        return this;
    }

    Settings settings(Display display, InputHandler handler, ResizeHandler resizeHandler) {
        return new Settings(
                display,
                handler,
                resizeHandler,
                new Offers(new SecurityOffer(offered)),
                doorkeeper,
                UNLIMITED,
                false,
                backEnd,
                limits,
                Policy.STANDARD,
                Optional.empty());
    }
}
