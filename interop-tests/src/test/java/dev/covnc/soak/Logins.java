package dev.covnc.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Who comes in, and who does not. */
final class Logins {
    private static final String PASSWORD = "secret";

    private Logins() {}

    /** T26: A thousand logins at once, half of them wrong, to two servers of one JVM. */
    static void race(Ring ring, Figures figures) throws Exception {
        ring.serve(640, 480, PASSWORD);
        int port = Integer.parseInt(ring.control().order("second other"));
        var other = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var tries = new ArrayList<Callable<Boolean>>();
        int count = ring.count(1000, 100);
        for (int i = 0; i < count; i++) {
            boolean isOther = i % 2 == 0;
            boolean isRight = i % 4 < 2;
            var server = isOther ? other : ring.address();
            var password = isOther == isRight ? "other" : PASSWORD;
            tries.add(() -> isLetIn(server, password) == isRight);
        }
        var answers = new ArrayList<Boolean>();
        for (int i = 0; i < tries.size(); i += 50) {
            answers.addAll(Ring.all(tries.subList(i, Math.min(i + 50, tries.size()))));
        }
        long wrong = answers.stream().filter(right -> !right).count();
        figures.note("%d logins".formatted(count));
        figures.most("let in or refused wrongly", wrong, 0, "");
        ring.tellServer(figures);
    }

    private static boolean isLetIn(InetSocketAddress server, String password) {
        try (var viewer = FakeViewer.connect(server)) {
            viewer.login(password);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** T27: While passwords are guessed, who knows it comes in. */
    static void guesses(Ring ring, Figures figures) throws Exception {
        ring.serve(640, 480, PASSWORD);
        int seconds = ring.seconds(30, 3);
        var guesses = new AtomicInteger();
        var lucky = new AtomicBoolean();
        for (int i = 0; i < 10; i++) {
            ring.start(
                    () -> {
                        while (true) {
                            lucky.compareAndSet(false, isLetIn(ring.address(), "guess"));
                            guesses.incrementAndGet();
                            Ring.sleep(0.1);
                        }
                    });
        }
        Ring.sleep(seconds);
        long began = System.nanoTime();
        boolean in = false;
        while (!in && Readers.secondsSince(began) < 60) {
            in = isLetIn(ring.address(), PASSWORD);
        }
        figures.note("%d guesses".formatted(guesses.get()));
        figures.most("good login after", Readers.secondsSince(began), 60, "s");
        figures.holds("it came in", in);
        figures.holds("no guess did", !lucky.get());
        ring.tellServer(figures);
    }

    /** T29: Who may only look neither types nor sends the others away. */
    static void rights(Ring ring, Figures figures) throws Exception {
        ring.serve(640, 480, PASSWORD, "-Dsoak.exclusive=true");
        var full = ring.keep(FakeViewer.connect(ring.address()).login(PASSWORD));
        full.encodings(0).request(false).readUpdate();
        var looker = ring.keep(FakeViewer.connect(ring.address()));
        looker.choose(2);
        looker.send(FakeViewer.response(looker.in().readNBytes(16), "terces"));
        looker.in().readInt();
        ring.control().order("heard");
        looker.send("00"); // ClientInit: alone, please.
        looker.in().readNBytes(20);
        looker.in().readNBytes(looker.in().readInt());
        looker.updates().resize(640, 480);
        for (int i = 0; i < 100; i++) {
            looker.send("04 01 0000 00000061").send("05 01 0010 0010");
            looker.send("06 000000 00000001 61");
        }
        looker.request(false, 0, 0, 16, 16).readUpdate();
        Ring.sleep(0.2);
        figures.most(
                "heard of the looker",
                Integer.parseInt(ring.control().order("heard").split(" ")[0]),
                0,
                "events");
        figures.holds("the other stays", !full.request(false).readUpdate().isRefused());
        var alone = ring.keep(FakeViewer.connect(ring.address()));
        alone.choose(2);
        alone.send(FakeViewer.response(alone.in().readNBytes(16), PASSWORD));
        alone.in().readInt();
        alone.send("00");
        figures.holds("one that may is alone", Leavers.awaitOne(ring));
        ring.tellServer(figures);
    }

    /** T28: A server is started, looked at and closed 500 times in one JVM. */
    static void restarts(Ring ring, Figures figures) throws Exception {
        ring.serve(640, 480);
        ring.order("restart 20");
        var before = ring.memory();
        int count = ring.count(500, 20);
        ring.order("restart " + count);
        Ring.sleep(0.5);
        var after = ring.memory();
        figures.note("%d servers".formatted(count));
        figures.most("threads left", after.threads() - before.threads(), 0, "");
        figures.most("files left", after.files() - before.files(), 0, "");
        figures.most("left behind", after.inUseSince(before), 16, "MiB");
        figures.most("alarms in the log", ring.control().alarms().size(), 0, "");
    }
}
