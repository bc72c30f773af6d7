package dev.covnc.interop;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.StreamSupport;

import javax.imageio.ImageIO;

/** Debian's Chromium without a window, at first with one tab, which shows covnc's page. */
final class Tab implements AutoCloseable {
    private static final String[] OPTIONS = {
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1280,903",
        "--lang=en",
    };

    private final ChromeDriver driver;
    private final Path profile;

    /** A browser that was never anywhere. */
    Tab() {
        this(Map.of());
    }

    /**
     * @param device what it pretends to be, as chromedriver's {@code mobileEmulation} takes it
     */
    Tab(Map<String, Object> device) {
        profile = Program.newFile("chromium");
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(OPTIONS);
        options.addArguments("--user-data-dir=" + profile);
        options.setAcceptInsecureCerts(true);
        if (!device.isEmpty()) {
            options.setExperimentalOption("mobileEmulation", device);
        }
        var logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .usingAnyFreePort()
                        .withLogFile(Program.newFile("chromedriver.log").toFile())
                        .build();
        driver = new ChromeDriver(service, options);
    }

    Tab open(String address) {
        driver.get(address);
        return this;
    }

    /** From now on a page's scripts find this done before they run. */
    Tab beforeScripts(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        return this;
    }

    /** Whoever sits here likes it dark. */
    Tab dark() {
        var feature = Map.of("name", "prefers-color-scheme", "value", "dark");
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
        return this;
    }

    Tab grantClipboard(String origin) {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of(
                        "origin",
                        origin,
                        "permissions",
                        List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        return this;
    }

    /** Another tab of the same browser is the one that is seen from now on. */
    Tab openAnother(String address) {
        driver.switchTo().newWindow(WindowType.TAB);
        return open(address);
    }

    void switchTo(int number) {
        driver.switchTo().window(List.copyOf(driver.getWindowHandles()).get(number));
    }

    Tab size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        return this;
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    WebElement element(String id) {
        return driver.findElement(By.id(id));
    }

    String text(String id) {
        return (String) run("return document.getElementById(arguments[0]).textContent", id);
    }

    String state() {
        return (String) run("return document.documentElement.dataset.state");
    }

    Tab awaitState(String state) {
        await(() -> state + ", not " + state() + ": " + notice(), () -> state.equals(state()));
        return this;
    }

    String notice() {
        return text("notice-title") + " / " + text("notice-text");
    }

    /** What the canvas shows, pixel by pixel. */
    Picture canvas() {
        var url = (String) run("return document.querySelector('canvas').toDataURL('image/png')");
        try {
            var png = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
            var image = ImageIO.read(new ByteArrayInputStream(png));
            int width = image.getWidth();
            int height = image.getHeight();
            return Picture.fromPixels(
                    width, height, image.getRGB(0, 0, width, height, null, 0, width));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tab awaitPicture(Picture wanted) {
        await(() -> canvas().differenceFrom(wanted), () -> canvas().isSameAs(wanted));
        return this;
    }

    /** The pointer, in a line from one place of the canvas to another with the button down. */
    void draw(int fromX, int fromY, int toX, int toY) {
        var canvas = driver.findElement(By.tagName("canvas"));
        int left = -canvas.getSize().width / 2;
        int top = -canvas.getSize().height / 2;
        new Actions(driver)
                .moveToElement(canvas, left + fromX, top + fromY)
                .clickAndHold()
                .moveToElement(canvas, left + toX, top + toY)
                .release()
                .perform();
    }

    void type(String text) {
        new Actions(driver).sendKeys(text).perform();
    }

    /** What the browser complains of about this page. */
    List<String> complaints(String page) {
        return StreamSupport.stream(
                        driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .filter(entry -> entry.contains(page))
                .toList();
    }

    /** Keeps a picture of the tab, as build output. */
    Path screenshot(String name) {
        try {
            var file = Program.newFile("browser-" + name + ".png");
            return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void await(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + Program.DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the browser did not get as far as: " + what.get());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
