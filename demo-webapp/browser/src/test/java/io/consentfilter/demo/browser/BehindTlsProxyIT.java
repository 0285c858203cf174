package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.consentfilter.demo.TrackerServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy ends TLS in front of the site, which itself speaks http only: scheme and host come from {@code site.origins}. */
@ExtendWith({InstalledBrowser.Shared.class, Contactless.class})
final class BehindTlsProxyIT {
    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void choiceIsStoredSecurelyAndCounts(boolean withJavaScript) throws Exception {
        try (TrackerServer third = TrackerServer.start(0);
                TlsProxy proxy = TlsProxy.open(data);
                GuardedSite site = GuardedSite.start(third.address(), data, proxy.address());
                BrowserContext context = InstalledBrowser.shared()
                        .newContext(new Browser.NewContextOptions()
                                .setIgnoreHTTPSErrors(true)
                                .setJavaScriptEnabled(withJavaScript))) {
            proxy.forwardTo(site.address());
            Page page = context.newPage();
            page.navigate(proxy.address() + "/script-tag.html");
            Contactless.nobodyIn(third.contacts().all(), "before consent");

            page.locator("#choice-accept").click();
            page.waitForCondition(() -> page.locator("script[src*='/a.js']").count() == 1);
            assertThat(page.url()).isEqualTo(proxy.address() + "/script-tag.html");
            List<Cookie> cookies = context.cookies().stream()
                    .filter(cookie -> cookie.name.startsWith("__Host-"))
                    .toList();
            assertThat(cookies).isNotEmpty().allMatch(cookie -> cookie.secure);

            page.locator("#choice-reopen").click();
            page.locator("button[value=withdraw-all]").first().click();
            page.locator(".choice-withdrawn").waitFor();
            page.navigate(proxy.address() + "/script-tag.html");
            assertThat(page.locator("script[src*='/a.js']").count()).isZero();
        }
    }
}
