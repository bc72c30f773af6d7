package dev.covnc.server;

import dev.covnc.rfb.ProtocolVersion;
import dev.covnc.rfb.security.None;
import dev.covnc.rfb.security.SecurityType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What viewers say to each security type there is: the one list for whoever tests them all. {@link
 * HandshakeCancellationTest} notices a type that is missing here.
 */
enum SecurityTalk {
    NONE(None::new, true, List.of()),
    VNC_AUTH(
            TestServer::vncAuth,
            true,
            List.of(viewer -> WireScript.response(viewer.take(16), TestServer.PASSWORD))),
    VNC_AUTH_WITH_A_WRONG_PASSWORD(
            TestServer::vncAuth,
            false,
            List.of(viewer -> WireScript.response(viewer.take(16), "mistaken")));

    private final Supplier<SecurityType> type;
    private final boolean letsIn;
    private final List<Function<WireScript, byte[]>> answers;

    /**
     * @param answers to what the server has sent until then, one after the other
     */
    SecurityTalk(
            Supplier<SecurityType> type,
            boolean letsIn,
            List<Function<WireScript, byte[]>> answers) {
        this.type = type;
        this.letsIn = letsIn;
        this.answers = answers;
    }

    SecurityType type() {
        return type.get();
    }

    boolean letsIn() {
        return letsIn;
    }

    /** RFB 3.3 knows two (RFC 6143 appendix A). */
    boolean isKnownTo(ProtocolVersion version) {
        return version != ProtocolVersion.V3_3 || type().number() <= 2;
    }

    /** All that a viewer says from its version to its ClientInit. */
    List<Function<WireScript, byte[]>> handshake(ProtocolVersion version) {
        var all = new ArrayList<Function<WireScript, byte[]>>();
        all.add(viewer -> sayVersion(viewer, version));
        if (version != ProtocolVersion.V3_3) {
            all.add(viewer -> choose(viewer, type().number()));
        } else {
            all.add(SecurityTalk::readType);
        }
        all.addAll(answers);
        if (letsIn) {
            all.add(_ -> new byte[] {1});
        }
        return all;
    }

    private static byte[] sayVersion(WireScript viewer, ProtocolVersion version) {
        viewer.take(12);
        return switch (version) {
            case V3_3 -> WireScript.parse("'RFB 003.003' 0a");
            case V3_7 -> WireScript.parse("'RFB 003.007' 0a");
            case V3_8 -> WireScript.parse("'RFB 003.008' 0a");
        };
    }

    private static byte[] choose(WireScript viewer, int number) {
        viewer.take(viewer.take(1)[0]);
        return new byte[] {(byte) number};
    }

    private static byte[] readType(WireScript viewer) {
        viewer.take(4);
        return new byte[0];
    }
}
