package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.consentfilter.demo.TrackerServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports that headers order: browsers send them where no policy of the page counts, and only between hosts whose certificates they
 * trust. Those of a browser that is told to trust ours.
 */
@ExtendWith({InstalledBrowser.Shared.class, Contactless.class})
final class HeldReportsIT {
    /** A report to the site itself, made in the same moment, has arrived; that to somebody else leaves with it. */
    private static final double MARGIN_MILLIS = 1_000;

    private static final int WAIT_MILLIS = 15_000;

    @TempDir
    private Path data;

    @Test
    void nobodyIsSentReportsWithoutConsent() throws Exception {
        try (TrackerServer tracker = TrackerServer.start(0);
                TlsProxy third = TlsProxy.open(Files.createDirectory(data.resolve("third")));
                TlsProxy proxy = TlsProxy.open(Files.createDirectory(data.resolve("site")));
                GuardedSite site = GuardedSite.start(
                        third.address().replace("localhost", "tracker.localhost"), data, proxy.address());
                Browser browser = InstalledBrowser.trusting(List.of(third.keyHash(), proxy.keyHash()))) {
            third.forwardTo("http://localhost:" + tracker.port());
            proxy.forwardTo(site.address());

            site.guarded(false);
            assertThat(reportsOf(browser, proxy, site, tracker, 2))
                    .as("without the filter")
                    .contains("/r?endpoints", "/r?groups");
            tracker.contacts().clear();
            site.guarded(true);
            Contactless.nobodyIn(reportsOf(browser, proxy, site, tracker, 0), "with the filter");
        }
    }

    private static List<String> reportsOf(
            Browser browser, TlsProxy proxy, GuardedSite site, TrackerServer tracker, int atLeast) {
        int before = site.beacons().size();
        try (BrowserContext visitor = browser.newContext()) {
            Page page = visitor.newPage();
            page.navigate(proxy.address() + "/reports.html");
            page.waitForCondition(
                    () -> site.beacons().size() > before && targets(tracker).size() >= atLeast,
                    new Page.WaitForConditionOptions().setTimeout(WAIT_MILLIS));
            page.waitForTimeout(MARGIN_MILLIS);
        }
        return targets(tracker);
    }

    private static List<String> targets(TrackerServer tracker) {
        return tracker.contacts().all().stream()
                .map(contact -> contact.target())
                .distinct()
                .toList();
    }
}
