package dev.covnc.server;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.encoders.Policy;
import dev.covnc.rfb.security.SecurityOffer;
import dev.covnc.rfb.security.SecurityType;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What a {@link TestServer} is built with, where a test wants it otherwise. */
final class TestSettings {
    /** Updates a second, because time stands still. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final BackEnd backEnd;
    private final List<SecurityType> offered;
    private Limits limits = Limits.DEFAULT;
    private Access access = new Access();
    private RandomGenerator random = new SplittableRandom(1);

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

    TestSettings access(Access access) {
        this.access = access;
        return this;
    }

    TestSettings random(RandomGenerator random) {
        this.random = random;
        return this;
    }

    Settings settings(Display display, InputHandler handler, ResizeHandler resizeHandler) {
        return new Settings(
                display,
                handler,
                resizeHandler,
                new Offers(new SecurityOffer(offered)),
                access.doorkeeper(),
                access.addresses(),
                access.listener(),
                random,
                UNLIMITED,
                false,
                backEnd,
                limits,
                Policy.STANDARD,
                Optional.empty());
    }
}
