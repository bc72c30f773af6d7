/**
 * The RFB protocol as data: messages, pixel formats and handshakes, as they stand on the wire.
 *
 * <p>The map: {@link dev.covnc.rfb.WireReader} and {@link dev.covnc.rfb.WireWriter} turn bytes into
 * numbers and back; a {@link dev.covnc.rfb.Wire} is both ends of one connection. It begins with
 * {@link dev.covnc.rfb.ProtocolVersion#negotiate}, goes on in {@link dev.covnc.rfb.security}, and
 * is ready after {@link dev.covnc.rfb.ClientInit} and {@link dev.covnc.rfb.ServerInit}. Then a
 * viewer speaks in {@link dev.covnc.rfb.ClientMessage}s, and a server in {@link
 * dev.covnc.rfb.FramebufferUpdate}s and {@link dev.covnc.rfb.ServerMessage}s. A message is a record
 * whose components are in wire order, so its canonical constructor is its decoder.
 *
 * <p>The rules: nothing here knows of sockets, threads or coroutines; whoever implements {@link
 * dev.covnc.rfb.Wire} decides what waiting means. What the peer says is checked here, once, and a
 * value that could be made is a legal one. Anything else is a {@link
 * dev.covnc.rfb.ProtocolException} with a sentence.
 */
package dev.covnc.rfb;
