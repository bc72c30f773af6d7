/// What lies between a socket that was just accepted and a plain stream of bytes for a viewer:
/// telling apart what peers speak, HTTP, the page, WebSocket. Nothing here knows RFB, displays or
/// coroutines.
///
/// ```
/// accepted ──> Sniffer ──> a viewer's bytes
///                 ├──────> TLS ──> Sniffer
///                 └──────> HttpTalk ──> Pages
///                              └──────> Upgrade ──> frames ──> WebSocketBytes ──> a viewer's bytes
/// ```
///
/// Everything lives on the event loop.
package dev.covnc.server.web;
