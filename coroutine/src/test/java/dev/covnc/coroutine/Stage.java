package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A loop, a root scope on it, and what the coroutines there have said so far. */
final class Stage {
    final Loop loop = new Loop();
    final CoroutineScope root;
    private final List<String> said = new ArrayList<>();

    Stage(BackEnd backEnd) {
        root = new CoroutineScope(loop.executor(), backEnd);
    }

    /** Starts a coroutine, and runs it and everybody else as far as they get. */
    Coroutine start(String name, Runnable body) {
        var coroutine = root.start(name, body);
        loop.run();
        return coroutine;
    }

    void advance(Duration time) {
        loop.advance(time);
    }

    void cancel(Coroutine coroutine) {
        coroutine.parking().cancel();
        loop.run();
    }

    /** Says a word in the name of the running coroutine. */
    void say(String word) {
        said.add(Coroutine.self().name() + " " + word);
    }

    /** What was said since the last time it was asked for. */
    void assertSaid(String... words) {
        assertEquals(List.of(words), said);
        said.clear();
    }

    void assertSaidStarting(String words) {
        assertEquals(1, said.size());
        assertEquals(words, said.getFirst().substring(0, words.length()));
        said.clear();
    }

    /** Runs something and says, in one word each, how it ended. */
    void sayHowItEnds(Runnable body) {
        try {
            body.run();
            say("ended");
        } catch (CancelledException e) {
            say("cancelled");
            throw e;
        } catch (IllegalStateException | IllegalArgumentException e) {
            say(": " + e.getMessage());
        }
    }

    /** Ends everything; a failure of one of the coroutines comes out of here. */
    void shutDown() {
        var ended = root.shutDown();
        loop.run();
        assertTrue(ended.isDone(), "still waiting: " + root.children());
        ended.join();
    }
}
