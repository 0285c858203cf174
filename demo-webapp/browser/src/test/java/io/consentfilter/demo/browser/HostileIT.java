package io.consentfilter.demo.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.consentfilter.demo.TrackerServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Hostile pages in a real browser: a fresh visitor for each test, a site whose filter can be taken away, and the third party they aim at. */
abstract class HostileIT {
    /** Long enough for whatever a page does by itself. */
    static final double SETTLED_MILLIS = 700;

    private static final int POLLS_MAX = 30;

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
        page.navigate(site.address() + path);
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

    static void forgetContacts() {
        third.contacts().clear();
    }
}
