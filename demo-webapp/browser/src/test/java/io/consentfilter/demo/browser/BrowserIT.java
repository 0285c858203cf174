package io.consentfilter.demo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.consentfilter.demo.Contacts;
import io.consentfilter.demo.DemoOptions;
import io.consentfilter.demo.DemoServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The demo in a real browser: a fresh visitor for each test, and a third party that remembers every contact. */
abstract class BrowserIT {
    /** Long enough for whatever a page does by itself (step 4 inserts a script after one second). */
    static final double SETTLED_MILLIS = 1600;

    @TempDir
    static Path data;

    private static InstalledBrowser installed;
    private static DemoServer demo;

    private BrowserContext context;
    private Page page;
    private final List<String> hostsAsked = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        installed = InstalledBrowser.open();
        demo = DemoServer.start(new DemoOptions(0, 0, data), Path.of(System.getProperty("demo.war")));
    }

    @AfterAll
    static void close() {
        if (demo != null) {
            demo.close();
        }
        if (installed != null) {
            installed.close();
        }
    }

    @BeforeEach
    void arrive() {
        visit(options());
    }

    @AfterEach
    void leave() {
        context.close();
    }

    /** How the visitor's browser is set up; tests override it. */
    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setLocale("de-CH").setViewportSize(1280, 720);
    }

    /** Another visitor, with nothing remembered. */
    final void visit(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        hostsAsked.clear();
        demo.tracker().contacts().clear();
        context = installed.browser().newContext(options);
        page = context.newPage();
        page.onRequest(request -> {
            URI address = URI.create(request.url());
            if (address.getHost() != null) {
                hostsAsked.add(address.getHost() + ":" + address.getPort());
            }
        });
    }

    final Page page() {
        return page;
    }

    final BrowserContext context() {
        return context;
    }

    /** Opens a page of the site and lets it settle. */
    final void go(String path) {
        page.navigate(address(path));
        page.waitForTimeout(SETTLED_MILLIS);
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
