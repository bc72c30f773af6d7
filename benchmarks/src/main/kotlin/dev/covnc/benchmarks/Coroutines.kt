package dev.covnc.benchmarks

import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.createCoroutineUnintercepted
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume

/** A coroutine that is entered by hand, made of what the language has and no library. */
class LanguageCoroutine(body: suspend LanguageCoroutine.() -> Unit) : Continuation<Unit> {
    private var rest: Continuation<Unit> = body.createCoroutineUnintercepted(this, this)

    override val context = EmptyCoroutineContext

    fun enter() = rest.resume(Unit)

    suspend fun goBack() =
        suspendCoroutineUninterceptedOrReturn<Unit> {
            rest = it
            COROUTINE_SUSPENDED
        }

    override fun resumeWith(result: Result<Unit>) = result.getOrThrow()

    companion object {
        @JvmStatic fun empty() = LanguageCoroutine {}

        @JvmStatic fun yieldingOnce() = LanguageCoroutine { goBack() }

        @JvmStatic fun yieldingForEver() = LanguageCoroutine { while (true) goBack() }

        @JvmStatic fun nesting(levels: Int): LanguageCoroutine =
            LanguageCoroutine { if (levels > 1) nesting(levels - 1).enter() }
    }
}

/** The coroutines of kotlinx.coroutines, on the event loop that runBlocking brings. */
object LibraryCoroutines {
    @JvmStatic fun lifecycles(count: Int) = runBlocking { repeat(count) { launch {}.join() } }

    @JvmStatic fun costs(count: Int) =
        runBlocking { repeat(count) { launch { kotlinx.coroutines.yield() }.join() } }

    @JvmStatic fun yields(count: Int) = runBlocking { repeat(count) { kotlinx.coroutines.yield() } }

    @JvmStatic fun yieldsAmong(many: Int, count: Int) =
        runBlocking {
            repeat(many) { launch { repeat(count) { kotlinx.coroutines.yield() } } }
        }
}
