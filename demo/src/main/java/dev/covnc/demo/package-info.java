/// The standalone server: `covnc-demo [SCENE] [options]`, and an example of every way to embed
/// covnc.
///
/// ```
/// Main           the process: logging, signals, exit status
///   Demo         the command line, one method a scene
///     ServerOptions   where to listen and who may come in
///     Scene      what is shown: a display, its input, and the loop that keeps it moving
///       Sketch        every viewer draws and types on it      (Paper, Pen, Tide, Watch)
///       Life          Conway's game                           (LifeBoard)
///       StillImage    a picture from a file
///       Desktop       this machine's screen and its input     (VirtualKeyTables)
///       Clock         a block of changing colour, to measure latency with
///       Replay        a recorded screen                       (Capture, CaptureReader)
/// ```
///
/// A scene is one file, knows the server only through [dev.covnc.server.Display] and
/// [dev.covnc.server.InputHandler], and takes the time as an argument where it can. Whatever the
/// user asks that cannot be done becomes a `Refused`: one sentence on standard error, exit status
/// 2.
package dev.covnc.demo;
