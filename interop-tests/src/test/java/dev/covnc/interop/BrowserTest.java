package dev.covnc.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The page in Debian's Chromium: what it shows, what it sends, and what it says when it cannot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private static final Picture PICTURE = Picture.made(801, 601);

    private Tab tab;

    @BeforeAll
    void mustBeInstalled() {
        Installed.missing("the page in a browser", "chromium", "chromedriver")
                .ifPresent(what -> abort("not run: " + what));
        try (var machine = Machine.showing(PICTURE)) {
            if (!get(machine.page()).contains("<html")) {
                abort(
                        "not run: the page in a browser: npm did not bring noVNC when covnc was"
                                + " built");
            }
        }
        tab = new Tab();
    }

    /** The page of the test before may try to find its server still. */
    @BeforeEach
    void leaveTheLastPage() {
        tab.open("about:blank");
    }

    /** What a browser would be sent. */
    static String get(String address) {
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void close() {
        if (tab != null) {
            tab.close();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Tab.await(() -> what, condition);
    }

    private static void awaitHeard(Machine machine, String... wanted) {
        Tab.await(
                () -> String.join(", ", wanted) + " in " + machine.heard,
                () -> machine.heard.containsAll(List.of(wanted)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zrle", "tight"})
    void everyPixelArrivesAndNothingIsComplainedOf(String encoding) {
        try (var machine = Machine.showing(PICTURE)) {
            tab.open(machine.page() + "?quality=lossless&scale=off&encoding=" + encoding)
                    .awaitState("connected")
                    .awaitPicture(PICTURE);
            Tab.await(
                    () -> tab.text("figure-encoding"),
                    () -> tab.text("figure-encoding").equalsIgnoreCase(encoding));
            await("a round trip", () -> tab.text("figure-trip").endsWith(" ms"));
            assertEquals("801 × 601", tab.text("figure-size"));
            assertEquals("a machine", tab.text("name"));
            assertEquals(List.of(), tab.complaints(machine.page()));
        }
    }

    @Test
    void theStandaloneServerPrintsThePagesAddress() {
        try (var server = Server.start("sketch")) {
            tab.open(server.page()).awaitState("connected");
            await("the sketch", () -> tab.canvas().width() == 1024);
            tab.draw(250, 320, 520, 380);
            tab.draw(520, 380, 700, 290);
            tab.draw(300, 450, 300, 451);
            var drawn = tab.canvas();
            tab.type("covnc in a browser");
            await("the last letter", () -> inkIn(tab.canvas()) > inkIn(drawn) + 500);
            await("updates", () -> !tab.text("figure-rate").startsWith("0 "));
            tab.screenshot("sketch");
            tab.dark().screenshot("sketch-dark");
            assertEquals(List.of(), tab.complaints(server.page()));
        }
    }

    /** How many pixels of the pen's colour there are, which is the first viewer's. */
    private static long inkIn(Picture picture) {
        return Arrays.stream(picture.pixels()).filter(pixel -> pixel == 0xe0523a).count();
    }

    @Test
    void whatIsTypedAndDrawnArrives() {
        try (var machine = Machine.showing(PICTURE)) {
            tab.open(machine.page() + "?scale=off").awaitState("connected");
            tab.draw(100, 50, 200, 150);
            awaitHeard(machine, "100,50 1", "200,150 1", "200,150 0");
            tab.type("aB?");
            awaitHeard(machine, "a", "B", "?");
            tab.type(Keys.ENTER.toString() + Keys.ARROW_LEFT);
            awaitHeard(machine, "ff0d", "ff51");
        }
    }

    @Test
    void keysThatABrowserKeepsAreInAMenu() {
        try (var machine = Machine.showing(PICTURE)) {
            tab.open(machine.page()).awaitState("connected");
            tab.run("document.querySelector('[popovertarget=keys-menu]').click()");
            tab.run(
                    "[...document.querySelectorAll('#keys-menu button')].find(b => b.textContent =="
                            + " 'Ctrl+Alt+Del').click()");
            awaitHeard(machine, "ffe3", "ffe9", "ffff");
        }
    }

    @Test
    void aSmallerWindowScalesAndPointsToTheSamePlaces() {
        try (var machine = Machine.showing(Picture.made(1600, 1000))) {
            tab.open(machine.page() + "?scale=fit").awaitState("connected");
            await("a canvas that fits", () -> width() < 1300);
            tab.draw(0, 0, width() / 2, 5);
            await(
                    "a place right in the middle: " + machine.heard,
                    () -> machine.heard.stream().anyMatch(at -> at.matches("(79\\d|80\\d),.* 1")));
        }
    }

    private int width() {
        return ((Number) tab.run("return document.querySelector('canvas').clientWidth")).intValue();
    }

    @Test
    void theClipboardGoesBothWays() {
        try (var machine = Machine.showing(PICTURE)) {
            tab.open(machine.page())
                    .grantClipboard(machine.page().replaceFirst("/$", ""))
                    .awaitState("connected");
            machine.display.clipboard("from the machine");
            await(
                    "text from the machine",
                    () ->
                            "from the machine"
                                    .equals(
                                            tab.run(
                                                    "return document.getElementById("
                                                            + "'clipboard-text').value")));
            tab.run("document.getElementById('clipboard-menu').showPopover()");
            tab.element("clipboard-text").clear();
            tab.element("clipboard-text").sendKeys("from the browser");
            tab.element("clipboard-send").click();
            awaitHeard(machine, "clipboard from the browser");

            tab.run("document.getElementById('clipboard-menu').showPopover()");
            tab.element("clipboard-share").click();
            tab.run("document.getElementById('clipboard-menu').hidePopover()");
            machine.display.clipboard("shared by the machine");
            await("the browser's own clipboard", () -> "shared by the machine".equals(pasted()));
        }
    }

    private Object pasted() {
        return tab.run("return navigator.clipboard.readText()");
    }

    @Test
    void theRemoteDisplayTakesTheWindowsSize() {
        try (var machine = Machine.showing(PICTURE)) {
            tab.open(machine.page() + "?scale=remote").awaitState("connected");
            awaitHeard(machine, "resize");
            Tab.await(
                    () -> tab.canvas() + " in " + screen("clientHeight"),
                    () ->
                            tab.canvas().width() == screen("clientWidth")
                                    && tab.canvas().height() == screen("clientHeight"));
            machine.display.resize(320, 200);
            await("a size of the machine's own", () -> tab.canvas().width() == 320);
        }
    }

    private int screen(String property) {
        return ((Number) tab.run("return document.getElementById('screen')." + property))
                .intValue();
    }

    @Test
    void aWrongPasswordIsAskedForAgain() {
        try (var machine = Machine.showing(PICTURE, it -> it.password("rutabaga"))) {
            tab.open(machine.page());
            await("the question", () -> tab.element("login").isDisplayed());
            tab.screenshot("login");
            tab.element("login-password").sendKeys("wrong" + Keys.ENTER);
            await("why not", () -> tab.element("login-wrong").isDisplayed());
            assertTrue(!tab.text("login-wrong").isBlank());
            tab.element("login-password").sendKeys("rutabaga" + Keys.ENTER);
            tab.awaitState("connected").awaitPicture(PICTURE);
        }
    }

    @Test
    void whoOnlyLooksSendsNothing() {
        try (var machine = Machine.showing(PICTURE)) {
            tab.open(machine.page() + "?view_only&scale=off").awaitState("connected");
            tab.draw(100, 50, 200, 150);
            tab.type("abc");
            tab.element("leave").click();
            tab.awaitState("ended");
            await("nobody", () -> machine.viewers() == 0);
            assertEquals(List.of(), machine.heard);
        }
    }

    @Test
    void aServerThatComesBackIsConnectedToAgain() {
        try (var machine = Machine.showing(PICTURE, it -> it.password("rutabaga"))) {
            tab.open(machine.page());
            await("the question", () -> tab.element("login").isDisplayed());
            tab.element("login-password").sendKeys("rutabaga" + Keys.ENTER);
            tab.awaitState("connected");
            machine.stop();
            tab.awaitState("waiting");
            assertTrue(tab.notice().contains("Trying again"), tab.notice());
            tab.screenshot("waiting");
            machine.restart();
            tab.awaitState("connected").awaitPicture(PICTURE);
        }
    }

    @Test
    void twoTabsAreTwoViewers() {
        try (var machine = Machine.showing(PICTURE)) {
            var page = machine.page() + "?quality=lossless&scale=off";
            tab.open(page).awaitState("connected");
            tab.openAnother(page).awaitState("connected").awaitPicture(PICTURE);
            assertEquals(2, machine.viewers());
            tab.switchTo(0);
            tab.awaitPicture(PICTURE);
        } finally {
            tab.switchTo(0);
        }
    }

    @Test
    void whereWebSocketIsBlockedThePageSaysSo() {
        try (var blocked = new Tab();
                var machine = Machine.showing(PICTURE)) {
            blocked.beforeScripts(
                            """
                            const Real = WebSocket;
                            WebSocket = function (address, ...more) {
                                return new Real(address.replace('websockify', 'blocked'), ...more);
                            };
                            """)
                    .open(machine.page())
                    .awaitState("waiting");
            assertTrue(blocked.notice().contains("blocks WebSocket"), blocked.notice());
            blocked.screenshot("blocked");
        }
    }

    @Test
    void aPhoneShowsItAndTypes() {
        var phone =
                Map.<String, Object>of(
                        "deviceMetrics",
                        Map.of("width", 390, "height", 780, "pixelRatio", 2.0, "touch", true));
        try (var small = new Tab(phone);
                var server = Server.start("sketch");
                var machine = Machine.showing(PICTURE)) {
            small.dark().open(server.page()).awaitState("connected");
            await("the sketch", () -> small.canvas().width() == 1024);
            await("paper", () -> small.canvas().at(512, 200) != 0);
            await("updates", () -> !small.text("figure-rate").isEmpty());
            small.screenshot("phone");
            small.open(machine.page()).awaitState("connected");
            small.element("phone-button").click();
            small.element("phone-keys").sendKeys("hé" + Keys.BACK_SPACE + Keys.ENTER);
            awaitHeard(machine, "h", "e9", "ff08", "ff0d");
            assertTrue(
                    (Boolean)
                            small.run("return document.documentElement.scrollWidth <= innerWidth"));
        }
    }
}
