package dev.covnc.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.covnc.rfb.security.Identity;
import dev.covnc.server.Authenticator;
import dev.covnc.server.Security;
import dev.covnc.server.Security.Type;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The page over https, with the certificate that a server makes for itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedBrowserTest {
    private static final Picture PICTURE = Picture.made(801, 601);

    /** Knows one user. */
    private static final Authenticator USERS =
            (user, password) ->
                    CompletableFuture.completedStage(
                            user.equals("ann") && new String(password).equals("turnip")
                                    ? Optional.of(Identity.FULL)
                                    : Optional.empty());

    @TempDir static Path keys;

    private Tab tab;

    @BeforeAll
    void mustBeInstalled() {
        Installed.missing("the page over https", "chromium", "chromedriver")
                .ifPresent(what -> abort("not run: " + what));
        if (BrowserTest.class.getResource("/dev/covnc/server/web/page/novnc-1.7.0/LICENSE.txt")
                == null) {
            abort("not run: the page over https: npm did not bring noVNC when covnc was built");
        }
        tab = new Tab();
    }

    @BeforeEach
    void leaveTheLastPage() {
        tab.open("about:blank");
    }

    @AfterAll
    void close() {
        if (tab != null) {
            tab.close();
        }
    }

    private static Security security(Type... types) {
        return new Security().keys(keys).types(types);
    }

    @Test
    void aPasswordGoesOverWss() {
        try (var machine =
                Machine.showing(
                        PICTURE, it -> it.password("rutabaga").security(security(Type.X509_VNC)))) {
            tab.open(machine.securePage() + "?quality=lossless&scale=off");
            Tab.await(() -> "the question", () -> tab.element("login").isDisplayed());
            tab.element("login-password").sendKeys("rutabaga" + Keys.ENTER);
            tab.awaitState("connected").awaitPicture(PICTURE);
            assertEquals(List.of(), tab.complaints(machine.securePage()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X509_PLAIN", "RA2_NE", "DIFFIE_HELLMAN"})
    void aUserComesInOverWss(Type type) {
        // A type with a certificate brings https; that it is not the first is what is tried.
        var types = type == Type.X509_PLAIN ? security(type) : security(type, Type.X509_PLAIN);
        try (var machine =
                Machine.showing(PICTURE, it -> it.authenticator(USERS).security(types))) {
            tab.open(machine.securePage() + "?quality=lossless&scale=off");
            if (type == Type.RA2_NE) {
                Tab.await(() -> "a fingerprint", () -> tab.element("trust").isDisplayed());
                assertTrue(tab.text("trust-fingerprint").matches("([0-9a-f]{2}-){7}[0-9a-f]{2}"));
                tab.run("document.querySelector('#trust button').click()");
            }
            Tab.await(() -> "the question", () -> tab.element("login-user").isDisplayed());
            tab.element("login-user").sendKeys("ann");
            tab.element("login-password").sendKeys("turnip" + Keys.ENTER);
            tab.awaitState("connected").awaitPicture(PICTURE);
        }
    }

    @Test
    void onePortServesFourKindsOfClientsAtOnce() {
        Installed.missing("TigerVNC's viewer beside browsers", "xtigervncviewer", "Xvfb")
                .ifPresent(what -> abort("not run: " + what));
        var picture = Picture.made(Screen.WIDTH, Screen.HEIGHT);
        try (var machine =
                        Machine.showing(
                                picture, it -> it.security(security(Type.X509_NONE, Type.NONE)));
                var plain = new Screen();
                var encrypted = new Screen();
                var viewer = viewer(plain, machine, "-SecurityTypes=None");
                var other =
                        viewer(
                                encrypted,
                                machine,
                                "-SecurityTypes=X509None",
                                "-X509CA=" + keys.resolve("tls.pem"));
                var clear = new Tab()) {
            var query = "?quality=lossless&scale=off";
            clear.open(machine.page() + query).awaitState("connected");
            tab.open(machine.securePage() + query).awaitState("connected");
            viewer.await("the picture", () -> plain.middle(picture).isSameAs(picture));
            other.await("the picture", () -> encrypted.middle(picture).isSameAs(picture));
            clear.awaitPicture(picture);
            tab.awaitPicture(picture);
            assertEquals(4, machine.viewers());
        }
    }

    private static Program viewer(Screen screen, Machine machine, String... options) {
        var command = new ArrayList<>(List.of("xtigervncviewer"));
        command.addAll(List.of(TigerVncTest.OPTIONS.split(" ")));
        command.addAll(List.of(options));
        command.add("-PreferredEncoding=ZRLE");
        command.add("127.0.0.1::" + machine.port());
        return Program.start(screen.environment(), command);
    }
}
