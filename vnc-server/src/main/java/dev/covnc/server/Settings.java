package dev.covnc.server;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.encoders.Policy;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a server was built with.
 *
 * @param offers the security types, in the server's order
 * @param doorkeeper has the last word about who comes in
 * @param addresses from where viewers may come
 * @param listener hears who comes and goes
 * @param random for what nobody is to foresee
 * @param framesPerSecond that a viewer gets at the most, at least 1
 * @param alwaysShared whether a viewer that asks to be alone (RFC 6143 section 7.3.1) is not
 * @param policy chooses the forms of rectangles where an encoding has several
 * @param recording the server's own: it closes it
 */
record Settings(
        Display display,
        InputHandler handler,
        ResizeHandler resizeHandler,
        Offers offers,
        Optional<Doorkeeper> doorkeeper,
        AddressRules addresses,
        Optional<ViewerListener> listener,
        RandomGenerator random,
        int framesPerSecond,
        boolean alwaysShared,
        BackEnd backEnd,
        Limits limits,
        Policy policy,
        Optional<Recording> recording) {}
