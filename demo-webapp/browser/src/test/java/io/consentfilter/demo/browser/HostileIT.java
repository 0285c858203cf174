package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.consentfilter.demo.TrackerServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hostile pages in a real browser: a fresh visitor for each test, a site whose filter can be taken away, and the third party they aim at. */
@ExtendWith({InstalledBrowser.Shared.class, Contactless.class})
abstract class HostileIT {
    /** How often something is looked for, 50 ms apart. */
    private static final int WAITS_MAX = 300;

    /** How long a page is given on top of a request of its own that came after everything it does at once. */
    static final double MARGIN_MILLIS = 150;

    @TempDir
    static Path data;

    private static TrackerServer third;
    private static GuardedSite site;

    private @Nullable BrowserContext context;
    private @Nullable Page page;
    private boolean withJavaScript = true;

    @BeforeAll
    static void open() throws Exception {
        third = TrackerServer.start(0);
        site = GuardedSite.start(third.address(), data);
    }

    @AfterAll
    static void close() throws Exception {
        if (site != null) {
            site.close();
        }
        if (third != null) {
            third.close();
        }
    }

    @BeforeEach
    void arrive() {
        forgetContacts();
    }

    @AfterEach
    void leave() {
        if (context != null) {
            context.close();
            context = null;
            page = null;
        }
    }

    /** Another visitor, with nothing remembered. A test that asks for none has one with JavaScript. */
    final void visit(boolean withJavaScript) {
        leave();
        this.withJavaScript = withJavaScript;
        context = InstalledBrowser.shared()
                .newContext(new Browser.NewContextOptions().setLocale("en").setJavaScriptEnabled(withJavaScript));
        forgetContacts();
    }

    final Page page() {
        if (page == null) {
            page = context().newPage();
        }
        return page;
    }

    /** Puts the filter in front of the site, or takes it away. */
    static void guarded(boolean guarded) {
        site.guarded(guarded);
    }

    /** Opens a page and waits until it has loaded. */
    final void go(String path) {
        try {
            page().navigate(site.address() + path);
        } catch (PlaywrightException interrupted) {
            // A page that fetches itself anew after a choice was faster.
            page().waitForLoadState();
            page().navigate(site.address() + path);
        }
    }

    /** Its address, without trailing slash. */
    static String address() {
        return site.address();
    }

    /** Its address under another of its hosts. */
    static String anotherAddress() {
        return site.anotherAddress();
    }

    /** How often a page was asked for. */
    static long served(String path) {
        return site.served(path);
    }

    static int posts() {
        return site.posts();
    }

    /** Address of the third party, without trailing slash. */
    static String third() {
        return third.address();
    }

    final BrowserContext context() {
        if (context == null) {
            visit(true);
        }
        return Objects.requireNonNull(context);
    }

    /** What was sent to the site itself under {@code /beacon}. */
    static List<String> beacons() {
        return site.beacons();
    }

    /** Waits for something to come true. */
    final void until(String what, BooleanSupplier met) {
        for (int poll = 0; poll < WAITS_MAX && !met.getAsBoolean(); poll++) {
            page().waitForTimeout(50);
        }
        assertThat(met.getAsBoolean()).as(what).isTrue();
    }

    final List<String> cookieNames() {
        return context().cookies().stream().map(cookie -> cookie.name).toList();
    }

    /** The visitor switches it off or on, in a browser that remembers everything else. */
    final void javaScript(boolean on) {
        withJavaScript = on;
        JsonObject off = new JsonObject();
        off.addProperty("value", !on);
        context().newCDPSession(page()).send("Emulation.setScriptExecutionDisabled", off);
    }

    /** Agrees to everything, and waits until the browser holds the choice. */
    final void accept() {
        page().locator("#choice-accept").click();
        until("the choice is stored", () -> cookieNames().contains("choice"));
        untilItShows();
    }

    /** Waits until the page knows of a choice that was stored. */
    final void untilItShows() {
        until(
                "the page came again, or says when it counts",
                () -> page().locator("#choice-panel").count() == 0
                        || page().locator("#choice-status").isVisible());
    }

    /**
     * Waits until whatever this page does by itself would have reached the third party: a request that it sends to the site after that has
     * arrived, and a margin has passed. Without JavaScript a page does nothing after it has loaded.
     */
    final void settle() {
        page().waitForLoadState();
        int before = beacons().size();
        for (int wait = 0; withJavaScript && wait < WAITS_MAX && beacons().size() == before; wait++) {
            if (wait % 40 == 0) {
                askForBeacon();
            }
            page().waitForTimeout(25);
        }
        page().waitForTimeout(MARGIN_MILLIS);
    }

    private void askForBeacon() {
        try {
            page().evaluate("setTimeout(() => navigator.sendBeacon('/beacon?settled'), 50)");
        } catch (PlaywrightException replaced) {
            // The page just makes room for another one, which is asked next time.
            page().waitForLoadState();
        }
    }

    /** The back button. The driver's own way back does not know pages that the browser kept. */
    final void back(String path) {
        back(1, path);
    }

    /** The same over several pages. */
    final void back(int pages, String path) {
        try {
            page().evaluate("pages => history.go(-pages)", pages);
        } catch (PlaywrightException gone) {
            // The page went before the browser could say that it goes.
            page().waitForLoadState();
        }
        until("back at " + path, () -> page().url().equals(address() + path));
    }

    /** Waits until something reached the third party, or it is clear that nothing will. */
    final void settleOnContact() {
        for (int poll = 0; poll < WAITS_MAX && contacts().isEmpty(); poll++) {
            page().waitForTimeout(50);
        }
    }

    /** What reached the third party. */
    static List<String> contacts() {
        return third.contacts().all().stream()
                .map(contact -> contact.host() + contact.target())
                .toList();
    }

    /** What reached the third party under the name of one page. */
    static List<String> contactsOf(String name) {
        return contactsAt(name + ".tracker.localhost");
    }

    /** What reached one of its hosts. */
    static List<String> contactsAt(String host) {
        return third.contacts().all().stream()
                .filter(contact -> contact.host().equals(host))
                .map(contact -> contact.target())
                .toList();
    }

    static void forgetContacts() {
        third.contacts().clear();
    }
}
