package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once consent is taken back, no page that was fetched while it stood may come back live, whichever cache kept it. */
final class AfterWithdrawalIT extends HostileIT {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void backDoesNotBringTheGrantedPage(boolean withJavaScript) {
        visit(withJavaScript);
        grantOn("/script-tag.html");
        withdraw();
        page().goBack();
        settle();
        page().goBack();
        settle();

        assertThat(contacts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pageThatTheAppLetCacheIsNotReplayed(boolean withJavaScript) {
        visit(withJavaScript);
        grantOn("/caching.html");
        withdraw();
        go("/caching.html");
        settle();

        assertThat(contacts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void notModifiedDoesNotBringTheGrantedPage(boolean withJavaScript) {
        visit(withJavaScript);
        grantOn("/validated.html");
        withdraw();
        go("/validated.html");
        settle();

        assertThat(contacts()).isEmpty();
    }

    @Test
    void pagePrerenderedWhileGrantedIsNotShownLive() {
        grantOn("/script-tag.html");
        go("/prerendering.html");
        settle();
        withdraw();
        forgetContacts();
        go("/script-tag.html");
        settle();

        assertThat(contacts()).isEmpty();
    }

    @Test
    void pageKeptByAServiceWorkerIsNotShownLive() {
        grantOn("/script-tag.html");
        page().evaluate(
                        "navigator.serviceWorker.register('/keeping-worker.js').then(() => navigator.serviceWorker.ready)");
        go("/script-tag.html");
        settle();
        assertThat(page().evaluate("caches.open('pages').then(kept => kept.keys()).then(all => all.length)"))
                .as("the worker keeps pages")
                .isNotEqualTo(0);
        withdraw();
        forgetContacts();
        go("/script-tag.html");
        settle();

        assertThat(contacts()).isEmpty();
    }

    @Test
    void workerScriptCachedWhileGrantedStaysHeld() {
        grantOn("/script-tag.html");
        go("/worker-fetch.html");
        settle();
        withdraw();
        forgetContacts();
        go("/worker-fetch.html");
        settle();

        assertThat(contacts()).isEmpty();
    }

    private void grantOn(String path) {
        guarded(true);
        go(path);
        page().locator("#choice-accept").click();
        settleOnContact();
        if (contacts().isEmpty()) {
            go(path);
            settleOnContact();
        }
        // Without JavaScript the preload scanner still asks for the script: the control holds there too.
        assertThat(contacts()).as("while it is granted").isNotEmpty();
    }

    private void withdraw() {
        go("/_choice/");
        page().locator("button[value=withdraw-all]").first().click();
        settle();
        forgetContacts();
    }
}
