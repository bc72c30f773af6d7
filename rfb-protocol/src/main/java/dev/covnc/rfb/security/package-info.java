/**
 * The security handshake: from the agreed version to the moment a viewer may say what it wants.
 *
 * <p>Here live the agreement on a security type ({@link dev.covnc.rfb.security.SecurityOffer}), its
 * outcome ({@link dev.covnc.rfb.security.SecurityResult}) and the types that need nothing but
 * {@code java.base}, each one file. What needs a library for its cryptography, what keeps accounts,
 * counts failures or delays, and what comes after the handshake may not live here. The life of it
 * all:
 *
 * {@snippet :
 * var type = offer.agree(wire, version);
 * try {
 *     var identity = type.authenticate(wire);
 *     SecurityResult.ok(wire, version, type);
 *     return identity;
 * } catch (AuthenticationFailed e) {
 *     pause(); // the same time for every failure
 *     SecurityResult.failed(wire, version, e.getMessage());
 *     throw new Closed();
 * }
 * }
 *
 * <p>The rules: a viewer advances only by a type that was offered and whose {@code authenticate}
 * has returned. Nothing is read after a refusal. Secrets are arrays, never strings, and no {@code
 * toString} or message shows one.
 */
package dev.covnc.rfb.security;
