package io.consentfilter.demo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The Chromium of this machine, opened once for all test classes; nothing is downloaded. Without one the tests are skipped, under
 * {@code CI=true} they fail. It keeps pages for the back button as a visitor's does: the driver would switch that off.
 */
final class InstalledBrowser implements AutoCloseable {
    /** Opens the browser before the first class that asks for it; JUnit closes it after the last. */
    static final class Shared implements BeforeAllCallback {
        private static @Nullable InstalledBrowser opened;

        @Override
        public void beforeAll(ExtensionContext context) {
            opened = context.getRoot()
                    .getStore(Namespace.create(InstalledBrowser.class))
                    .computeIfAbsent("opened", key -> open(), InstalledBrowser.class);
        }
    }

    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "C:/Program Files/Google/Chrome/Application/chrome.exe");

    /** What keeps the browser from talking to anybody by itself. */
    static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--disable-quic",
            // Reports leave within a second instead of a minute.
            "--short-reporting-delay");

    private final Playwright playwright;
    private final Browser browser;

    private InstalledBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** The browser that all tests share. */
    static Browser shared() {
        return Objects.requireNonNull(Shared.opened).browser;
    }

    /** A browser with a profile of its own in a folder, as a visitor has; what tests share are private windows, which open no connection early. */
    static BrowserContext withProfile(Path folder) {
        return Objects.requireNonNull(Shared.opened)
                .playwright
                .chromium()
                .launchPersistentContext(
                        folder,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(executable())
                                .setArgs(ARGUMENTS));
    }

    /** A browser of its own that trusts the certificates of these keys. */
    static Browser trusting(List<String> keyHashes) {
        return Objects.requireNonNull(Shared.opened)
                .playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(Stream.concat(
                                        ARGUMENTS.stream(),
                                        Stream.of(
                                                "--ignore-certificate-errors-spki-list=" + String.join(",", keyHashes)))
                                .toList()));
    }

    /** Where it is installed. */
    static Path executable() {
        Optional<Path> executable = Stream.concat(Stream.ofNullable(System.getenv("CHROME_PATH")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (executable.isEmpty()) {
            String line = "No Chromium or Chrome found (CHROME_PATH names another): browser tests are skipped";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(line + ", which CI does not allow");
            }
            System.out.println(line);
            Assumptions.abort(line);
        }
        return executable.orElseThrow();
    }

    private static InstalledBrowser open() {
        Path executable = executable();
        Playwright playwright = Playwright.create();
        return new InstalledBrowser(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setIgnoreDefaultArgs(List.of("--disable-back-forward-cache"))
                                .setArgs(ARGUMENTS)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
