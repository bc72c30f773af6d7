/// Coroutines: code that reads top to bottom and gives the event loop back at every wait.
///
/// The map:
///
/// | what | where |
/// |---|---|
/// | the coroutine itself: create, enter, yield, self, state | [Coroutine][dev.covnc.coroutine.Coroutine] |
/// | where its stack is kept while it is suspended | [BackEnd][dev.covnc.coroutine.BackEnd] |
/// | its lifetime: children, cancelling, failures | [CoroutineScope][dev.covnc.coroutine.CoroutineScope] |
/// | waiting for bytes and for room to write | [CoroutineChannel][dev.covnc.coroutine.CoroutineChannel] |
/// | waiting for a signal | [Signal][dev.covnc.coroutine.Signal] |
/// | waiting for a worker | [Workers][dev.covnc.coroutine.Workers] |
/// | waiting for a time | [Sleep][dev.covnc.coroutine.Sleep] |
/// | not waiting for longer than a time | [Deadline][dev.covnc.coroutine.Deadline] |
/// | seeing who lives, waits for what, and keeps a loop | [Coroutines][dev.covnc.coroutine.Coroutines] |
/// | checking in a test that what suspends says so | [SuspensionCheck][dev.covnc.coroutine.SuspensionCheck] |
///
/// The rules:
///
/// 1. A method marked [@Suspends][dev.covnc.coroutine.Suspends] runs only inside a coroutine, and
///    says so when it does not. Code that is handed a reader and merely reads carries no mark.
/// 2. Between two suspensions nobody else runs on the loop: no locks, no volatiles, no atomics.
///    Never suspend inside `synchronized`: with the continuation back-end that does not throw, it
///    stops the loop for good; in checked mode, `-Dcovnc.checked=true`, which is for tests, it is
///    refused with the frame. Hold no `ReentrantLock`, `ThreadLocal` or `ScopedValue` binding
///    across a suspension either: on one thread the lock excludes nobody, and bindings leak into
///    the loop and into other coroutines. Context travels as arguments.
/// 3. Waking never enters. Inside a coroutine it queues, and the queue runs, depth-first, when the
///    waker suspends or ends, a thousand in a row at most; outside it is posted to the loop.
/// 4. Every wait is a `while (!condition)` loop, and a wake-up that comes before the wait is
///    remembered, not lost.
/// 5. Every coroutine has a scope. Leaving the scope cancels and waits. Cancelling is a fresh
///    exception out of every wait that suspends; one that is swallowed comes again at the next
///    wait. Closing may still wait, shielded and within a deadline. Scopes hold their children
///    strongly, for a suspended coroutine that became garbage would never run its `finally` blocks.
///
/// Objects belong to one event loop and its coroutines, unless they say otherwise. Another thread
/// posts to the loop.
package dev.covnc.coroutine;
