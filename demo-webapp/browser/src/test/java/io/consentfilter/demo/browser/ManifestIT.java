package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Manifests of web apps and the icons they name. Whether a browser reads one depends on how often somebody visits, so the tests ask it
 * to: as its own "install" does, it then obeys the page's policy or does not.
 */
final class ManifestIT extends HostileIT {
    @ParameterizedTest
    @ValueSource(strings = {"/manifest.html", "/inserted-manifest.html", "/own-manifest.html"})
    void manifestAndItsIconsReachTheThirdPartyOnlyWithoutTheFilter(String path) {
        guarded(false);
        askToInstall(path);
        settleOnContact();
        assertThat(contacts()).as("without the filter").isNotEmpty();

        guarded(true);
        visit(true);
        askToInstall(path);
        settle();
        assertThat(page().locator("#choice-panel").count())
                .as("the page is there")
                .isEqualTo(1);
        Contactless.nobodyIn(contacts(), "with the filter");
    }

    /** Reads the manifest, and then loads the icon that stands for the app. */
    private void askToInstall(String path) {
        go(path);
        CDPSession session = context().newCDPSession(page());
        session.send("Page.getAppManifest");
        session.send("Page.getInstallabilityErrors");
        session.detach();
    }
}
