package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Chapter D of hostile-input.md: security types that begin with an exchange of keys. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class KeyExchangeCatalogueTest {
    private static final String V38 = "'RFB 003.008' 0a";

    /** What the server shows: bits, modulus, exponent. */
    private static final int KEY = 4 + 2 * 128;

    private final TestServer server;

    KeyExchangeCatalogueTest(BackEnd backEnd) {
        var ra2 = SecurityTalk.RA2_NE.type();
        var diffieHellman = SecurityTalk.DIFFIE_HELLMAN.type();
        server = new TestServer(backEnd, TestServer.NONE, ra2, diffieHellman);
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    private WireScript choosing(String type) {
        return server.connect().play("<" + V38 + ">" + V38 + "< 03 01 06 1e >" + type);
    }

    /** A viewer that has shown its key and proved that it has seen the server's. */
    private WireScript asked(KeyExchangeViewer talk) {
        var viewer = choosing("06");
        var answers = talk.ra2();
        viewer.send(answers.get(0).apply(viewer)).send(answers.get(1).apply(viewer));
        viewer.take(2 + 1 + 16);
        return viewer.expectNothing();
    }

    private static String hex(byte... bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void d1AKeyOfAnImpossibleSizeEndsTheConnection() {
        for (var bits : List.of("00000000", "000003ff", "00002001", "ffffffff", "80000000")) {
            var viewer = choosing("06");
            viewer.take(KEY);
            viewer.play("> " + bits).expectNothing().expectClosedBecause("RSA key is to have");
        }
    }

    @Test
    void d2AKeyThatCostsTimeOrIsNoneEndsTheConnection() {
        var modulus = "80 00*126 01";
        var exponent = "00*125 010001";
        for (var key :
                List.of(
                        "00*128" + " " + exponent,
                        "00*127 01 " + exponent,
                        "80 00*127" + " " + exponent,
                        modulus.replace("80", "40") + " " + exponent,
                        modulus + " 00*128",
                        modulus + " 00*127 01",
                        modulus + " 00*127 02",
                        modulus + " 00*123 01 00*3 01",
                        modulus + " ff*128")) {
            var viewer = choosing("06");
            viewer.take(KEY);
            viewer.play("> 00000400 " + key)
                    .expectNothing()
                    .expectClosedBecause("The viewer's RSA");
        }
    }

    @Test
    void d3RandomBytesOfAnotherLengthThanTheKeyEndTheConnection() {
        for (int length : new int[] {0, 127, 129, 65535}) {
            var viewer = choosing("06");
            var key = Arrays.copyOf(new KeyExchangeViewer("secret").showKey(viewer), KEY);
            viewer.send(key).play("> %04x 00".formatted(length));
            viewer.take(2 + 128);
            viewer.expectNothing().expectClosedBecause("random bytes are encrypted to");
        }
    }

    @Test
    void d4BadPaddingIsNotToldFromABadKey() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            var viewer = choosing("06");
            var said = new KeyExchangeViewer("secret").showKey(viewer);
            for (int at = KEY + 2; at < said.length; at++) {
                said[at] = (byte) random.nextInt();
            }
            viewer.send(said);
            // As when it goes well: random bytes, and the hash of the keys in a frame.
            viewer.take(2 + 128 + 2 + 20 + 16);
            viewer.expectNothing().play("> 0014 00*36").expectNothing();
            viewer.expectClosedBecause("A frame's MAC is wrong");
        }
    }

    @Test
    void d5AFrameWithAChangedBitIsNotRead() {
        int length = 2 + 13 + 16;
        for (int at = 0; at < length; at++) {
            var talk = new KeyExchangeViewer("secret");
            var viewer = asked(talk);
            var frame = talk.frame(talk.nameAndPassword());
            assertEquals(length, frame.length);
            frame[at] ^= (byte) (1 << at % 8);
            viewer.send(frame).send(new byte[65535]).expectNothing();
            viewer.expectClosedBecause("A frame's MAC is wrong");
        }
    }

    @Test
    void d5AFrameThatComesTwiceOrTooEarlyIsNotRead() {
        var talk = new KeyExchangeViewer("secret");
        var viewer = asked(talk);
        var first = talk.frame((byte) 5);
        viewer.send(first).expectNothing().expectOpen();
        viewer.send(first).expectNothing().expectClosedBecause("A frame's MAC is wrong");

        var hasty = new KeyExchangeViewer("secret");
        var early = asked(hasty);
        hasty.frame((byte) 5);
        early.send(hasty.frame(hasty.nameAndPassword())).expectNothing();
        early.expectClosedBecause("A frame's MAC is wrong");
    }

    @Test
    void d6EmptyFramesAreNothing() {
        var talk = new KeyExchangeViewer("secret");
        var viewer = asked(talk);
        for (int i = 0; i < 10_000; i++) {
            viewer.send(talk.frame());
        }
        viewer.expectNothing().expectOpen();
        viewer.send(talk.frame(talk.nameAndPassword())).play("< 00000000 > 01").take(24 + 4);
    }

    @Test
    void d6ALongFrameIsReadAndIsTooMuch() {
        var talk = new KeyExchangeViewer("secret");
        var viewer = asked(talk);
        var much = Arrays.copyOf(talk.nameAndPassword(), 65535);
        viewer.send(talk.frame(much)).expectNothing();
        viewer.expectClosedBecause("said more than its password");
    }

    @Test
    void d7ANameIsWaitedForAndMayComeInPieces() {
        var talk = new KeyExchangeViewer("secret");
        var viewer = asked(talk);
        for (byte b : talk.nameAndPassword()) {
            viewer.expectNothing().send(talk.frame(b));
        }
        viewer.play("< 00000000 > 01").take(24 + 4);

        var short1 = new KeyExchangeViewer("secret");
        var waiting = asked(short1);
        waiting.send(short1.frame(Arrays.copyOf(new byte[] {-1}, 11))).expectNothing();
        server.advance(Limits.DEFAULT.handshake());
        waiting.expectClosedBecause("The handshake");
    }

    @Test
    void d8TheServersOwnKeyIsNobodys() {
        var viewer = choosing("06");
        viewer.send(viewer.take(KEY)).expectNothing();
        viewer.expectClosedBecause("shows the server's own RSA key");
    }

    @Test
    void d9AValueThatGivesTheSecretAwayIsRefused() {
        for (int i = 0; i < 6; i++) {
            var viewer = choosing("1e");
            assertEquals("00020100", hex(viewer.take(4)));
            var prime = new BigInteger(1, viewer.take(256));
            viewer.take(256);
            var value =
                    List.of(
                                    BigInteger.ZERO,
                                    BigInteger.ONE,
                                    prime.subtract(BigInteger.ONE),
                                    prime,
                                    prime.add(BigInteger.ONE),
                                    BigInteger.ONE.shiftLeft(2048).subtract(BigInteger.ONE))
                            .get(i);
            viewer.play("> 00*128 " + "%0512x".formatted(value)).expectNothing().expectClosed();
        }
    }
}
