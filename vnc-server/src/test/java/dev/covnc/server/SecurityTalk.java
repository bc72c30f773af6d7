package dev.covnc.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covnc.rfb.ProtocolVersion;
import dev.covnc.rfb.security.Accounts;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.DiffieHellman;
import dev.covnc.rfb.security.Encrypted;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.MsLogonII;
import dev.covnc.rfb.security.None;
import dev.covnc.rfb.security.Plain;
import dev.covnc.rfb.security.Ra2;
import dev.covnc.rfb.security.SecurityType;
import dev.covnc.rfb.security.Tight;
import dev.covnc.rfb.security.VeNCrypt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What viewers say to each security type there is: the one list for whoever tests them all. {@link
 * HandshakeCancellationTest} notices a type that is missing here.
 */
enum SecurityTalk {
    NONE(None::new, true, List::of),
    VNC_AUTH(
            TestServer::vncAuth,
            true,
            () -> List.of(viewer -> WireScript.response(viewer.take(16), TestServer.PASSWORD))),
    VNC_AUTH_WITH_A_WRONG_PASSWORD(
            TestServer::vncAuth,
            false,
            () -> List.of(viewer -> WireScript.response(viewer.take(16), "mistaken"))),
    TIGHT(
            () -> new Tight(List.of(TestServer.vncAuth())),
            true,
            () ->
                    List.of(
                            viewer -> after(viewer, 8 + 16, "00000002"),
                            viewer -> WireScript.response(viewer.take(16), TestServer.PASSWORD))),
    VENCRYPT_PLAIN(
            () -> new VeNCrypt(List.of(new Plain(accounts()))),
            true,
            () ->
                    List.of(
                            viewer -> after(viewer, 2, "0002"),
                            viewer -> after(viewer, 2 + 4, "00000100"),
                            viewer -> after(viewer, 0, "00000005 00000006 'alicesecret'")),
            Plain.class),
    VENCRYPT_ENCRYPTED(
            () -> new VeNCrypt(List.of(Encrypted.anonymously(below -> below, new None()))),
            true,
            () ->
                    List.of(
                            viewer -> after(viewer, 2, "0002"),
                            viewer -> after(viewer, 2 + 4, "00000101"),
                            viewer -> after(viewer, 1, "")),
            Encrypted.class),
    DIFFIE_HELLMAN(
            () -> new DiffieHellman(accounts()),
            true,
            () -> List.of(new KeyExchangeViewer("secret")::diffieHellman)),
    DIFFIE_HELLMAN_WITH_A_WRONG_PASSWORD(
            () -> new DiffieHellman(accounts()),
            false,
            () -> List.of(new KeyExchangeViewer("mistaken")::diffieHellman)),
    MS_LOGON_II(
            () -> new MsLogonII(accounts()),
            true,
            () -> List.of(new KeyExchangeViewer("secret")::msLogonII)),
    RA2_NE(
            () -> new Ra2(Ra2.Variant.RA2_NE, KeyExchangeViewer.SERVER_KEY, true, accounts()),
            true,
            () -> new KeyExchangeViewer("secret").ra2()),
    RA2_NE_WITH_A_WRONG_PASSWORD(
            () -> new Ra2(Ra2.Variant.RA2_NE, KeyExchangeViewer.SERVER_KEY, true, accounts()),
            false,
            () -> new KeyExchangeViewer("mistaken").ra2());

    private final Supplier<SecurityType> type;
    private final boolean letsIn;
    private final Supplier<List<Function<WireScript, byte[]>>> answers;
    private final List<Class<?>> inside;

    /**
     * @param answers to what the server has sent until then, one after the other, of one viewer
     * @param inside other types that are spoken
     */
    SecurityTalk(
            Supplier<SecurityType> type,
            boolean letsIn,
            Supplier<List<Function<WireScript, byte[]>>> answers,
            Class<?>... inside) {
        this.type = type;
        this.letsIn = letsIn;
        this.answers = answers;
        this.inside = List.of(inside);
    }

    SecurityType type() {
        return type.get();
    }

    /** All the types that are spoken. */
    List<Class<?>> types() {
        var types = new ArrayList<Class<?>>(inside);
        types.add(type().getClass());
        return types;
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
        all.addAll(answers.get());
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

    private static byte[] after(WireScript viewer, int bytes, String answer) {
        viewer.take(bytes);
        return WireScript.parse(answer);
    }

    /** Of one user, alice, whose password is secret. */
    private static Accounts accounts() {
        return (user, password) -> {
            if (!user.equals("alice") || !"secret".equals(new String(password))) {
                throw new AuthenticationFailed("Authentication failed");
            }
            return Identity.FULL;
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
