package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once consent is taken back, no page that was fetched while it stood may come back live, whichever cache kept it. */
final class AfterWithdrawalIT extends HostileIT {
    @Test
    void pageKeptForTheBackButtonIsNotShownLive() {
        grantOn("/living.html");
        go("/own.html");
        back("/living.html");
        assertThat(page().evaluate("window.kept"))
                .as("the browser keeps the page while it is granted")
                .isEqualTo(true);
        withdraw();
        back(2, "/living.html");
        settle();

        assertThat(page().evaluate("window.kept")).as("a page that was kept").isNotEqualTo(true);
        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void backDoesNotBringTheGrantedPage(boolean withJavaScript) {
        visit(withJavaScript);
        grantOn("/script-tag.html");
        withdraw();
        back(2, "/script-tag.html");
        settle();

        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pageThatTheAppLetCacheIsNotReplayed(boolean withJavaScript) {
        visit(withJavaScript);
        grantOn("/caching.html");
        withdraw();
        go("/caching.html");
        settle();

        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void notModifiedDoesNotBringTheGrantedPage(boolean withJavaScript) {
        visit(withJavaScript);
        grantOn("/validated.html");
        withdraw();
        go("/validated.html");
        settle();

        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    @Test
    void pageFetchedAheadWhileGrantedIsNotShownLive() {
        grantOn("/script-tag.html");
        fetchAheadBy("/prerendering.html");
        withdraw();
        go("/script-tag.html");
        settle();

        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    /** The only way to fetch a page ahead that needs no script: browsers show such a page without asking anew for some minutes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pageThatALinkFetchedAheadIsNotShownLive(boolean withJavaScript) {
        visit(withJavaScript);
        grantOn("/script-tag.html");
        fetchAheadBy("/prefetching.html");
        withdraw();
        go("/script-tag.html");
        settle();

        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    /** Without JavaScript nothing asks for it: the worker's policy held it while it ran, and holds it when JavaScript comes back. */
    @ParameterizedTest
    @ValueSource(strings = {"/worker-fetch.html", "/shared-worker-fetch.html"})
    void workerScriptCachedWhileGrantedStaysHeldWhereJavaScriptWasOffForTheWithdrawal(String path) {
        grantOn("/script-tag.html");
        go(path);
        settle();
        javaScript(false);
        withdraw();
        go(path);
        settle();
        javaScript(true);
        go(path);
        settle();

        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    @Test
    void pageFetchedAheadIsNotShownLiveWhereJavaScriptWasOffForTheWithdrawal() {
        grantOn("/script-tag.html");
        fetchAheadBy("/prerendering.html");
        javaScript(false);
        withdraw();
        go("/script-tag.html");
        settle();

        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    @Test
    void pageKeptByAServiceWorkerIsNotShownLive() {
        grantOn("/script-tag.html");
        page().evaluate(
                        "navigator.serviceWorker.register('/keeping-worker.js').then(() => navigator.serviceWorker.ready)");
        until("the worker rules the page", () -> {
            go("/script-tag.html");
            return Boolean.TRUE.equals(page().evaluate("navigator.serviceWorker.controller !== null"));
        });
        until("the worker keeps pages", () -> pagesKept() > 0);
        withdraw();
        until("the page that confirms it has made the worker forget them", () -> pagesKept() == 0);
        go("/script-tag.html");
        settle();

        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/worker-fetch.html", "/shared-worker-fetch.html"})
    void workerScriptCachedWhileGrantedStaysHeld(String path) {
        grantOn("/script-tag.html");
        go(path);
        settle();
        withdraw();
        go(path);
        settle();

        Contactless.nobodyIn(contacts(), "after withdrawal");
    }

    private int pagesKept() {
        return (int) page().evaluate("caches.open('pages').then(kept => kept.keys()).then(all => all.length)");
    }

    private void grantOn(String path) {
        guarded(true);
        go(path);
        accept();
        // Without JavaScript the preload scanner still asks for the script: the control holds there too.
        for (int visit = 0; visit < 5 && contacts().isEmpty(); visit++) {
            go(path);
            settle();
        }
        assertThat(contacts()).as("while it is granted").isNotEmpty();
    }

    private void withdraw() {
        go("/_choice/");
        page().locator("button[value=withdraw-all]").first().click();
        page().locator(".choice-withdrawn").waitFor();
        forgetContacts();
    }

    /** Shows a page that has the granted one fetched, and waits until the server saw that. */
    private void fetchAheadBy(String path) {
        long before = served("/script-tag.html");
        go(path);
        until("it was fetched ahead", () -> served("/script-tag.html") > before);
    }
}
