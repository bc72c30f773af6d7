/**
 * Load and faults: what {@code bin/soak} does to a server over real sockets, and what must come of
 * it. Viewers here are made of plain sockets and bytes; they know nothing of the server's code, so
 * that they can be let loose on other servers too. The one class that embeds the server is {@link
 * SoakServer}, which runs in a JVM of its own.
 */
package dev.covnc.soak;
