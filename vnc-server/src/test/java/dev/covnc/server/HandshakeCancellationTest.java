package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.coroutine.Coroutine;
import dev.covnc.coroutine.CoroutineDump.Live;
import dev.covnc.coroutine.CoroutineScope;
import dev.covnc.coroutine.Coroutines;
import dev.covnc.rfb.ProtocolVersion;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.SecurityType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A handshake is ended at each of its waits, in each way in which it can be ended, for each version
 * and security type: everything ends, every {@code finally} runs, nothing is left, and the healthy
 * viewer notices nothing.
 */
class HandshakeCancellationTest {

    /** In which way a handshake is ended. */
    private enum Ending {
        THE_SERVER_STOPS {
            @Override
            void end(Handshake handshake) {
                handshake.server.beginClosing();
            }
        },
        ITS_SCOPE_IS_CANCELLED {
            @Override
            void end(Handshake handshake) {
                handshake.scope.cancel();
            }
        },
        THE_VIEWER_LEAVES {
            @Override
            void end(Handshake handshake) {
                handshake.viewer.finish();
            }
        },
        THE_CONNECTION_BREAKS {
            @Override
            void end(Handshake handshake) {
                handshake.viewer.reset();
            }
        },
        ITS_TIME_IS_OVER {
            @Override
            void end(Handshake handshake) {
                handshake.server.advance(Limits.DEFAULT.handshake());
            }

            @Override
            boolean ends(Handshake handshake) {
                return !handshake.isOver();
            }
        };

        abstract void end(Handshake handshake);

        boolean ends(Handshake handshake) {
            return true;
        }

        boolean isOurs() {
            return this == THE_SERVER_STOPS || this == ITS_SCOPE_IS_CANCELLED;
        }
    }

    static List<Arguments> everyHandshake() {
        var all = new ArrayList<Arguments>();
        for (var backEnd : BackEnd.values()) {
            for (var version : ProtocolVersion.values()) {
                Stream.of(SecurityTalk.values())
                        .filter(talk -> talk.isKnownTo(version))
                        .forEach(talk -> all.add(Arguments.of(backEnd, version, talk)));
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("everyHandshake")
    void endedAtWhicheverWaitItLeavesNothingBehind(
            BackEnd backEnd, ProtocolVersion version, SecurityTalk talk) {
        int waits = waits(backEnd, version, talk);
        assertTrue(waits > 12, () -> "a handshake of " + waits + " waits");
        for (var ending : Ending.values()) {
            for (int wait = 1; wait <= waits; wait++) {
                try {
                    end(new Handshake(backEnd, version, talk, ending), wait, ending);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(ending + ", at wait " + wait + " of " + waits, e);
                }
            }
        }
    }

    /** How often a whole handshake waits, with its last wait, for the viewer's first message. */
    private static int waits(BackEnd backEnd, ProtocolVersion version, SecurityTalk talk) {
        try (var handshake = new Handshake(backEnd, version, talk, Ending.THE_SERVER_STOPS)) {
            int waits = 0;
            do {
                handshake.assertWaits();
                waits++;
            } while (handshake.goOn());
            handshake.assertCame();
            return waits;
        }
    }

    private static void end(Handshake begun, int wait, Ending ending) {
        try (var handshake = begun) {
            for (int i = 1; i < wait; i++) {
                assertTrue(handshake.goOn());
            }
            if (ending.ends(handshake)) {
                handshake.assertWaits();
                ending.end(handshake);
                handshake.assertEnded(ending);
            }
        }
    }

    /**
     * A viewer that lets the server wait wherever it can: it sends byte by byte, and what is long,
     * such as a key, in a few pieces.
     */
    private static final class Handshake implements AutoCloseable {
        private final SecurityTalk talk;
        private final Watched type;
        private final TestServer server;
        private final CoroutineScope scope;
        private final WireScript viewer;
        private final Iterator<Function<WireScript, byte[]>> answers;
        private ByteBuffer unsent = ByteBuffer.allocate(0);
        private int pieceLength;
        private boolean delayIsOver;

        Handshake(BackEnd backEnd, ProtocolVersion version, SecurityTalk talk, Ending ending) {
            this.talk = talk;
            type = new Watched(talk.type());
            server = new TestServer(backEnd, offer(version));
            server.workersAreBusy(true);
            scope = server.newScope();
            viewer =
                    ending == Ending.ITS_SCOPE_IS_CANCELLED
                            ? server.connectIn(scope)
                            : server.connect();
            answers = talk.handshake(version).iterator();
        }

        /** The healthy viewer takes the first, and knows only what 3.3 knows. */
        private SecurityType[] offer(ProtocolVersion version) {
            return version == ProtocolVersion.V3_3 || type.number() == TestServer.NONE.number()
                    ? new SecurityType[] {type}
                    : new SecurityType[] {TestServer.NONE, type};
        }

        /** Ends one wait; returns false when the handshake is over. */
        boolean goOn() {
            if (isOver()) {
                return false;
            }
            if (!server.workers.isEmpty()) {
                server.workOnce();
            } else if (unsent.hasRemaining()) {
                var piece = new byte[Math.min(pieceLength, unsent.remaining())];
                unsent.get(piece);
                viewer.send(piece);
            } else {
                delayIsOver = true;
                server.advance(Limits.DEFAULT.failureDelay());
            }
            return true;
        }

        boolean isOver() {
            while (!unsent.hasRemaining() && answers.hasNext() && server.workers.isEmpty()) {
                unsent = ByteBuffer.wrap(answers.next().apply(viewer));
                pieceLength = unsent.remaining() > 32 ? unsent.remaining() / 4 : 1;
            }
            return !unsent.hasRemaining()
                    && server.workers.isEmpty()
                    && (talk.letsIn() || delayIsOver);
        }

        private void assertWaits() {
            var live = live(name());
            assertEquals(Coroutine.State.SUSPENDED, live.getFirst().state());
            assertFalse(live.getFirst().waitsFor().isEmpty());
        }

        private String name() {
            return "viewer " + viewer.channel.remoteAddress();
        }

        /** The viewer was told what there is to tell at the end of such a handshake. */
        void assertCame() {
            if (talk.letsIn()) {
                var all = new String(viewer.discardReceived(), ISO_8859_1);
                var extension = new WireWriter();
                type.extend(extension);
                var end = new String(extension.toByteArray(), ISO_8859_1);
                assertTrue(all.endsWith(server.display.name() + end), all);
            } else {
                assertTrue(viewer.discardReceived().length >= 4);
                assertEquals(1, type.begun - type.letIn);
            }
        }

        /** At once, but for a wrong password, which is answered after the same time always. */
        void assertEnded(Ending ending) {
            server.workersAreBusy(false);
            if (!ending.isOurs()) {
                server.advance(Limits.DEFAULT.failureDelay());
            }
            assertFalse(viewer.channel.isOpen(), "the connection is still open");
            assertEquals(List.of(), live(viewer.channel.remoteAddress().toString()));
            assertEquals(type.begun, type.ended, "finally did not run");
            server.assertOthersAreServed();
        }

        /** Everything ends, and every buffer was given back. */
        @Override
        public void close() {
            scope.cancel();
            server.close();
            scope.shutDown().join();
            assertEquals(List.of(), live(" /10.0.0.1:"));
        }

        private static List<Live> live(String name) {
            return Coroutines.dump(Duration.ofSeconds(5), false).loops().stream()
                    .flatMap(loop -> loop.coroutines().stream())
                    .filter(live -> live.name().contains(name))
                    .toList();
        }
    }

    /** A security type that counts. */
    private static final class Watched implements SecurityType {
        private final SecurityType type;
        private int begun;
        private int letIn;
        private int ended;

        Watched(SecurityType type) {
            this.type = type;
        }

        @Override
        public int number() {
            return type.number();
        }

        @Override
        public String name() {
            return type.name();
        }

        @Override
        public Identity authenticate(Wire wire) {
            begun++;
            try {
                var access = type.authenticate(wire);
                letIn++;
                return access;
            } finally {
                ended++;
            }
        }

        @Override
        public void extend(WireWriter serverInit) {
            type.extend(serverInit);
        }
    }

    @Test
    void everySecurityTypeThereIsIsTried() throws IOException, URISyntaxException {
        var there = new TreeSet<String>();
        there.addAll(securityTypes(SecurityType.class));
        there.addAll(securityTypes(VncServer.class));
        var tried = new TreeSet<String>();
        for (var talk : SecurityTalk.values()) {
            talk.types().forEach(type -> tried.add(type.getName()));
        }
        assertEquals(there, tried);
    }

    /** Those beside this class, in a directory or a jar. */
    private static Set<String> securityTypes(Class<?> beside)
            throws IOException, URISyntaxException {
        var place = Path.of(beside.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return securityTypes(place);
        }
        try (var jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
            return securityTypes(jar.getPath("/"));
        }
    }

    private static Set<String> securityTypes(Path root) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.matches(".*/[^-]*\\.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .filter(HandshakeCancellationTest::isSecurityType)
                    .forEach(names::add);
        }
        return names;
    }

    private static boolean isSecurityType(String name) {
        try {
            var type = Class.forName(name, false, HandshakeCancellationTest.class.getClassLoader());
            return SecurityType.class.isAssignableFrom(type) && !type.isInterface();
        } catch (ClassNotFoundException | LinkageError e) {
            throw new AssertionError(name, e);
        }
    }
}
