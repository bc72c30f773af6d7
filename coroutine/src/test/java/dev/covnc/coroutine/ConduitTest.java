package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A bounded channel between coroutines. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class ConduitTest {
    private final Stage stage;
    private final Conduit<String> conduit = new Conduit<>("c", 2);

    ConduitTest(BackEnd backEnd) {
        stage = new Stage(backEnd);
    }

    @AfterEach
    void everybodyEnds() {
        stage.shutDown();
    }

    private Coroutine startSender(String name, String... items) {
        return stage.start(
                name,
                () ->
                        stage.sayHowItEnds(
                                () -> {
                                    for (var item : items) {
                                        conduit.send(item);
                                        stage.say("sent " + item);
                                    }
                                }));
    }

    private Coroutine startReceiver(String name, int count) {
        return stage.start(
                name,
                () ->
                        stage.sayHowItEnds(
                                () -> {
                                    for (int i = 0; i < count; i++) {
                                        stage.say(conduit.receive().orElse("nothing"));
                                    }
                                }));
    }

    @Test
    void whatIsSentIsReceivedInOrder() {
        startSender("s", "one", "two");
        startReceiver("r", 2);
        stage.assertSaid("s sent one", "s sent two", "s ended", "r one", "r two", "r ended");
    }

    @Test
    void theSenderWaitsWhileItIsFullAndTheReceiverWhileItIsEmpty() {
        startSender("s", "one", "two", "three");
        stage.assertSaid("s sent one", "s sent two");
        startReceiver("r", 4);
        stage.assertSaid("r one", "r two", "s sent three", "s ended", "r three");
        startSender("t", "four");
        stage.assertSaid("t sent four", "t ended", "r four", "r ended");
    }

    @Test
    void roomIsForTheSenderThatWaitedForItNotForOneThatComesBetween() {
        startSender("s", "one", "two", "three");
        stage.start(
                "u",
                () -> {
                    stage.say(conduit.receive().orElseThrow());
                    conduit.send("four");
                    stage.say("sent four");
                });
        stage.assertSaid("s sent one", "s sent two", "u one", "s sent three", "s ended");
        startReceiver("r", 3);
        stage.assertSaid("r two", "r three", "u sent four", "r four", "r ended");
    }

    @Test
    void anItemIsForTheReceiverThatWaitedForItNotForOneThatComesBetween() {
        startReceiver("r", 1);
        stage.start(
                "u",
                () -> {
                    conduit.send("one");
                    conduit.send("two");
                    stage.say(conduit.receive().orElseThrow());
                });
        stage.assertSaid("u two", "r one", "r ended");
    }

    @Test
    void anItemPromisedToAReceiverThatIsCancelledGoesToTheNext() {
        var r = startReceiver("r", 1);
        startReceiver("q", 1);
        stage.start(
                "s",
                () -> {
                    conduit.send("one");
                    r.parking().cancel();
                });
        stage.assertSaid("r cancelled", "q one", "q ended");
    }

    @Test
    void roomPromisedToASenderThatIsCancelledGoesToTheNext() {
        startSender("s", "one", "two");
        var t = startSender("t", "three");
        startSender("u", "four");
        stage.start(
                "r",
                () -> {
                    stage.say(conduit.receive().orElseThrow());
                    t.parking().cancel();
                });
        stage.assertSaid(
                "s sent one",
                "s sent two",
                "s ended",
                "r one",
                "t cancelled",
                "u sent four",
                "u ended");
    }

    @Test
    void whatWasSentBeforeItWasClosedIsStillReceived() {
        startSender("s", "one");
        conduit.close();
        startReceiver("r", 2);
        stage.assertSaid("s sent one", "s ended", "r one", "r nothing", "r ended");
    }

    @Test
    void closingItEndsTheWaitsOfSendersAndReceivers() {
        startReceiver("r", 1);
        startReceiver("q", 1);
        stage.start(
                "s",
                () -> {
                    conduit.send("one");
                    conduit.close();
                    conduit.close();
                });
        stage.assertSaid("r one", "r ended", "q nothing", "q ended");
        startSender("late", "two");
        stage.assertSaid(
                "late : Coroutine 'late' sends into conduit 'c', which Coroutine 's' has closed");
    }

    @Test
    void aSenderThatWaitsWhenItIsClosedIsToldByWhom() {
        startSender("s", "one", "two", "three");
        stage.start("closer", conduit::close);
        stage.assertSaid(
                "s sent one",
                "s sent two",
                "s : Coroutine 's' sends into conduit 'c', which Coroutine 'closer' has closed");
    }

    @Test
    void oneThatHoldsNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Conduit<String>("c", 0));
    }
}
