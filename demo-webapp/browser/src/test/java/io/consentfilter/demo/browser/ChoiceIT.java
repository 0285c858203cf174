package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A visitor decides. */
class ChoiceIT extends BrowserIT {
    private static final List<String> STAIRS =
            List.of("/", "/1-cookie", "/2-script", "/3-iframe", "/4-inserted-later", "/5-stream", "/video", "/en/");

    @Test
    void beforeConsentNobodyElseIsAskedAndNothingIsStored() {
        for (String path : STAIRS) {
            go(path);
        }

        assertThat(contacts()).isEmpty();
        assertThat(context().cookies()).isEmpty();
        assertThat(page().evaluate("localStorage.length + sessionStorage.length"))
                .isEqualTo(0);
    }

    @Test
    void bannerIsSeenWithBothAnswers() {
        go("/");

        assertThat(page().locator("#choice-accept").isVisible()).isTrue();
        assertThat(page().locator("#choice-reject").isVisible()).isTrue();
    }

    @Test
    void acceptingLoadsTheThirdPartyAndStoresTheChoice() {
        go("/2-script");
        page().locator("#choice-accept").click();
        page().waitForTimeout(SETTLED_MILLIS);

        assertThat(contacts()).anyMatch(contact -> contact.target().startsWith("/pixel.gif"));
        assertThat(cookieNames()).contains("choice", "_st_server");
        assertThat(page().locator("#choice-panel").count()).isZero();
    }

    @Test
    void rejectingLoadsNothingEver() {
        go("/");
        page().locator("#choice-reject").click();
        page().waitForTimeout(SETTLED_MILLIS);
        for (String path : STAIRS) {
            go(path);
            assertThat(page().locator("#choice-panel").isVisible()).as(path).isFalse();
        }

        assertThat(contacts()).isEmpty();
        assertThat(cookieNames()).doesNotContain("_st_id", "_st_server");
    }

    @Test
    void withdrawingExpiresCookiesAndStopsLoading() {
        go("/2-script");
        page().locator("#choice-accept").click();
        page().waitForTimeout(SETTLED_MILLIS);
        page().locator("#choice-reopen").click();
        page().waitForTimeout(SETTLED_MILLIS);
        page().locator("button[value=withdraw-all]").first().click();
        page().waitForTimeout(SETTLED_MILLIS);
        forgetContacts();
        for (String path : STAIRS) {
            go(path);
        }

        assertThat(contacts()).isEmpty();
        assertThat(cookieNames()).doesNotContain("_st_id", "_st_server");
    }

    @Test
    void placeholderLoadsTheVideoJustOnce() {
        go("/video");
        page().locator(".choice-embed button[value=once], .choice-embed button")
                .first()
                .click();
        page().waitForTimeout(SETTLED_MILLIS);

        assertThat(contacts()).anyMatch(contact -> contact.target().startsWith("/video.html"));
        assertThat(contacts()).noneMatch(contact -> contact.target().startsWith("/stat.js"));
        forgetContacts();
        go("/video");
        assertThat(contacts()).isEmpty();
    }

    final List<String> cookieNames() {
        return context().cookies().stream().map(cookie -> cookie.name).toList();
    }
}
