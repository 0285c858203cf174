package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.consentfilter.demo.Contacts;
import io.consentfilter.demo.DemoOptions;
import io.consentfilter.demo.DemoServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo in a real browser: a fresh visitor for each test, and a third party that remembers every contact. */
@ExtendWith({InstalledBrowser.Shared.class, Contactless.class})
abstract class BrowserIT {
    private static final int WAITS_MAX = 300;
    private static final double MARGIN_MILLIS = 200;

    @TempDir
    static Path data;

    private static DemoServer demo;

    private @Nullable BrowserContext context;
    private @Nullable Page page;
    private final List<String> hostsAsked = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        demo = DemoServer.start(new DemoOptions(0, 0, data), Path.of(System.getProperty("demo.war")));
    }

    @AfterAll
    static void close() {
        if (demo != null) {
            demo.close();
        }
    }

    @AfterEach
    void leave() {
        if (context != null) {
            context.close();
            context = null;
            page = null;
        }
    }

    /** How the visitor's browser is set up; tests override it. */
    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setLocale("de-CH").setViewportSize(1280, 720);
    }

    /** Another visitor, with nothing remembered. A test that asks for none has one as {@link #options} says. */
    final void visit(Browser.NewContextOptions options) {
        leave();
        hostsAsked.clear();
        demo.tracker().contacts().clear();
        context = InstalledBrowser.shared().newContext(options);
        page = context.newPage();
        page.onRequest(request -> {
            URI address = URI.create(request.url());
            if (address.getHost() != null) {
                hostsAsked.add(address.getHost() + ":" + address.getPort());
            }
        });
    }

    final Page page() {
        if (page == null) {
            visit(options());
        }
        return Objects.requireNonNull(page);
    }

    final BrowserContext context() {
        return page().context();
    }

    /** Opens a page of the site and waits until it has done what it does by itself: step 4 inserts its script a second later. */
    final void go(String path) {
        page().navigate(address(path));
        if (path.equals("/4-inserted-later") && !Boolean.FALSE.equals(options().javaScriptEnabled)) {
            page().locator("script[src*='/late.js']")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        }
    }

    /** Gives what the last page sent the time to arrive. */
    final void settle() {
        page().waitForLoadState();
        page().waitForTimeout(MARGIN_MILLIS);
    }

    /** Waits for something to come true. */
    final void until(String what, BooleanSupplier met) {
        for (int poll = 0; poll < WAITS_MAX && !met.getAsBoolean(); poll++) {
            page().waitForTimeout(50);
        }
        assertThat(met.getAsBoolean()).as(what).isTrue();
    }

    /** Whether something with this path reached a third party. */
    final boolean reached(String path) {
        return contacts().stream().anyMatch(contact -> contact.target().startsWith(path));
    }

    final List<String> cookieNames() {
        return context().cookies().stream().map(cookie -> cookie.name).toList();
    }

    /** Agrees to everything, and waits until the page came again. */
    final void accept() {
        page().locator("#choice-accept").click();
        until("the choice is stored", () -> cookieNames().contains("choice"));
        until("the page came again", () -> page().locator("#choice-panel").count() == 0);
    }

    /** Takes it back on the choices page. */
    final void withdraw() {
        page().locator("#choice-reopen").click();
        page().locator("button[value=withdraw-all]").first().click();
        page().locator(".choice-withdrawn").waitFor();
        forgetContacts();
    }

    final String address(String path) {
        return demo.siteAddress() + path;
    }

    /** What reached the third parties. */
    final List<Contacts.Contact> contacts() {
        return demo.tracker().contacts().all();
    }

    /** Forgets what reached the third parties so far. */
    final void forgetContacts() {
        demo.tracker().contacts().clear();
    }

    /** Hosts other than the site's that the browser tried to ask. */
    final List<String> foreignHostsAsked() {
        String own = URI.create(demo.siteAddress()).getAuthority();
        return hostsAsked.stream().filter(host -> !host.equals(own)).toList();
    }
}
