package dev.covnc.coroutine;

import java.nio.charset.StandardCharsets;

/** Asks for a name and greets its bearer: the state is the line. */
final class HelloWithCoroutine implements Runnable {
    private final CoroutineChannel channel;

    HelloWithCoroutine(CoroutineChannel channel) {
        this.channel = channel;
    }

    @Override
    @Suspends
    public void run() {
        say("Who are you? ");
        var name = new byte[channel.readByte()];
        channel.read(name, 0, name.length);
        say("Hello, " + new String(name, StandardCharsets.US_ASCII));
    }

    @Suspends
    private void say(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        channel.write(bytes, 0, bytes.length);
        channel.flush();
    }
}
