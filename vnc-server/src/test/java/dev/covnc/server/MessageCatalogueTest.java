package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Chapter E of hostile-input.md: what a viewer says. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class MessageCatalogueTest {
    private static final Set<Integer> KNOWN = Set.of(0, 2, 3, 4, 5, 6, 150, 248, 251);
    private static final String ALL = "0000 0000 ffff ffff";

    private final TestServer server;

    MessageCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    @Test
    void e1AMessageThatWasNotAgreedOnEndsTheConnection() {
        for (int type = 0; type < 256; type++) {
            if (!KNOWN.contains(type)) {
                var viewer = server.watching();
                viewer.play("> " + HexFormat.of().toHexDigits((byte) type)).expectNothing();
                viewer.expectClosedBecause("message of type " + type);
                viewer.leave();
            }
        }
    }

    @Test
    void e1WhatFollowsItIsNotExecuted() {
        server.watching().play("> 63 04 01 0000 00000061").expectClosedBecause("type 99");
        assertEquals(List.of(), server.input);
    }

    @Test
    void e5AListOfEncodingsMayBeAsLongAsItLikes() {
        var viewer = server.watching();
        var different = new StringBuilder("> 02 00 ffff");
        for (int i = 0; i < 65535; i++) {
            different.append(HexFormat.of().toHexDigits(0x40000000 + i));
        }
        for (var list :
                List.of(
                        "> 02 00 0000",
                        "> 02 00 ffff 00*262140",
                        "> 02 00 ffff ff*262140",
                        different.toString())) {
            viewer.play(list.repeat(10)).expectNothing().assertInStep();
        }
    }

    @Test
    void e5AThousandListsAreAnsweredOnce() {
        var viewer = server.watching();
        // Raw, DesktopSize, LastRect, what is answered with a fence and an end of continuous
        // updates, and what others answer: keys, lights, clipboard, ExtendedDesktopSize.
        viewer.play(
                "> 02 00 0000 "
                        + """
                        02 00 0009 00000000 ffffff21 ffffff20 fffffec8 fffffec7
                                   fffffefe fffffefb c0a1e5ce fffffecc
                        """
                                .repeat(1000));
        viewer.play("< f8 000000 80000001 00 96").expectNothing();
    }

    @Test
    void e5AListThatComesAndGoesIsNotAnsweredAgain() {
        var viewer = server.watching();
        viewer.play("> 02 00 0002 fffffec8 fffffec7 < f8 000000 80000001 00 96");
        viewer.play("> 02 00 0000 02 00 0002 fffffec8 fffffec7");
        viewer.expectNothing();
    }

    @Test
    void e6ARequestIsClippedToTheFramebuffer() {
        var viewer = server.watching();
        for (var nothing :
                """
                03 00 ffff ffff ffff ffff
                03 00 0000 0000 0000 0010   # no width
                03 00 0000 0000 0010 0000   # no height
                03 00 0000 0000 0000 0000
                03 01 8000 0000 0010 0010
                03 00 0014 0000 0001 0001   # the column after the last
                03 00 0000 000a 0001 0001   # the row after the last
                03 00 0014 000a ffff ffff
                03 ff ffff 0000 0001 ffff
                """
                        .lines()
                        .toList()) {
            viewer.play("> " + nothing).expectNothing();
        }
        viewer.assertInStep();
        viewer.play("> 03 00 000a 0005 ffff ffff < 00 00 0001 000a 0005 000a 0005 00000000");
        viewer.take(10 * 5 * 4);
        viewer.play("> 03 00 0013 0009 ffed fff7 < 00 00 0001 0013 0009 0001 0001 00000000");
        viewer.take(4);
        viewer.play("> 03 00 0000 0000 ffff 0001 < 00 00 0001 0000 0000 0014 0001 00000000");
        viewer.take(20 * 4);
        viewer.expectNothing().assertInStep();
    }

    @Test
    void e6ARequestForWhatIsNoLongerThereIsClippedToo() {
        var viewer = server.watching().play("> 02 00 0001 ffffff21");
        server.display.resize(5, 4);
        viewer.play("> 03 01" + ALL + "< 00 00 0001 0000 0000 0005 0004 ffffff21");
        viewer.play("> 03 00 0005 0000 000f 000a").expectNothing();
        viewer.play("> 03 00 0004 0003 0010 0007 < 00 00 0001 0004 0003 0001 0001 00000000");
        viewer.take(4);
        viewer.expectNothing().assertInStep();
    }

    @Test
    void e7RequestsAreOneHoweverMany() {
        server.display.resize(3840, 2160);
        var viewer = server.watching().stopReading();
        var disjoint = new StringBuilder("> ");
        for (int i = 0; i < 8000; i++) {
            disjoint.append("03 00 %04x %04x 0001 0001 ".formatted(i % 100 * 38, i / 100 * 27));
        }
        viewer.play(disjoint.toString());
        var thousand = WireScript.parse("03 00 0000 0000 0f00 0870".repeat(1000));
        var before = cpuTime();
        for (int i = 0; i < 1000; i++) {
            viewer.send(thousand);
        }
        var cost = cpuTime().minus(before);
        assertTrue(cost.toMillis() < 1000, cost::toString);
        server.assertOthersAreServed();
        assertTrue(viewer.pending() < 400_000, "pending " + viewer.pending());
    }

    /** Of all threads, as far as the operating system tells. */
    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
