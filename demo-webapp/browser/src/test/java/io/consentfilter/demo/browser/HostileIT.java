package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.consentfilter.demo.TrackerServer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Hostile pages in a real browser: a fresh visitor for each test, a site whose filter can be taken away, and the third party they aim at. */
abstract class HostileIT {
    /** Long enough for whatever a page does by itself. */
    static final double SETTLED_MILLIS = 700;

    private static final int POLLS_MAX = 100;
    private static final int WAITS_MAX = 160;

    @TempDir
    static Path data;

    private static InstalledBrowser installed;
    private static TrackerServer third;
    private static GuardedSite site;

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void open() throws Exception {
        installed = InstalledBrowser.open();
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
        if (installed != null) {
            installed.close();
        }
    }

    @BeforeEach
    void arrive() {
        visit(true);
    }

    @AfterEach
    void leave() {
        context.close();
    }

    /** Another visitor, with nothing remembered. */
    final void visit(boolean withJavaScript) {
        if (context != null) {
            context.close();
        }
        context = installed
                .browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setLocale("en")
                        .setJavaScriptEnabled(withJavaScript));
        page = context.newPage();
        forgetContacts();
    }

    final Page page() {
        return page;
    }

    /** Puts the filter in front of the site, or takes it away. */
    static void guarded(boolean guarded) {
        site.guarded(guarded);
    }

    final void go(String path) {
        try {
            page.navigate(site.address() + path);
        } catch (PlaywrightException interrupted) {
            // A page that fetches itself anew after a choice was faster.
            page.waitForTimeout(SETTLED_MILLIS);
            page.navigate(site.address() + path);
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

    static int posts() {
        return site.posts();
    }

    /** Address of the third party, without trailing slash. */
    static String third() {
        return third.address();
    }

    final BrowserContext context() {
        return context;
    }

    /** Waits for something to come true. */
    final void until(String what, BooleanSupplier met) {
        for (int poll = 0; poll < WAITS_MAX && !met.getAsBoolean(); poll++) {
            page.waitForTimeout(50);
        }
        assertThat(met.getAsBoolean()).as(what).isTrue();
    }

    final List<String> cookieNames() {
        return context.cookies().stream().map(cookie -> cookie.name).toList();
    }

    /** Agrees to everything, and waits until the browser holds the choice. */
    final void accept() {
        page.locator("#choice-accept").click();
        until("the choice is stored", () -> cookieNames().contains("choice"));
        untilItShows();
    }

    /** Waits until the page knows of a choice that was stored. */
    final void untilItShows() {
        until(
                "the page came again, or says when it counts",
                () -> page.locator("#choice-panel").count() == 0
                        || page.locator("#choice-status").isVisible());
    }

    final void settle() {
        page.waitForTimeout(SETTLED_MILLIS);
    }

    /** Waits until something reached the third party, or it is clear that nothing will. */
    final void settleOnContact() {
        for (int poll = 0; poll < POLLS_MAX && contacts().isEmpty(); poll++) {
            page.waitForTimeout(100);
        }
    }

    /** What reached the third party. */
    static List<String> contacts() {
        return third.contacts().all().stream().map(contact -> contact.target()).toList();
    }

    /** What reached the third party under the name of one page. */
    static List<String> contactsOf(String name) {
        return third.contacts().all().stream()
                .filter(contact -> contact.host().equals(name + ".tracker.localhost"))
                .map(contact -> contact.target())
                .toList();
    }

    static void forgetContacts() {
        third.contacts().clear();
    }
}
