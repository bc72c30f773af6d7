/// A VNC server that other programs embed.
///
/// ```
/// embedder's threads          event loop, one thread                    workers
/// Display.paint ──> Frame ──> Viewers ── Connection ── one coroutine that listens
///                                            └──────── Speaker, one that speaks ──> encode
/// InputHandler  <── input thread <── Input
/// ```
///
/// The front door: a [Display][dev.covnc.server.Display] that is painted on, a
/// [VncServer][dev.covnc.server.VncServer] that shows it, and an
/// [InputHandler][dev.covnc.server.InputHandler] that hears what viewers type and point at.
///
/// The rules: what is not public lives on the event loop and needs no lock; only `Display` is
/// touched by other threads, and guards itself. Each viewer has two coroutines, one that listens
/// and one that speaks. After the handshake only the speaker writes. Nothing that an embedder
/// supplies is ever called on the event loop.
package dev.covnc.server;
