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
        settle();

        Contactless.nobodyIn(contacts(), "without consent");
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
        accept();

        until("the pixel was asked for", () -> reached("/pixel.gif"));
        assertThat(cookieNames()).contains("choice", "_st_server");
        assertThat(page().locator("#choice-panel").count()).isZero();
    }

    @Test
    void rejectingLoadsNothingEver() {
        go("/");
        page().locator("#choice-reject").click();
        until("the refusal is stored", () -> cookieNames().contains("choice"));
        for (String path : STAIRS) {
            go(path);
            assertThat(page().locator("#choice-panel").isVisible()).as(path).isFalse();
        }
        settle();

        Contactless.nobodyIn(contacts(), "without consent");
        assertThat(cookieNames()).doesNotContain("_st_id", "_st_server");
    }

    @Test
    void withdrawingExpiresCookiesAndStopsLoading() {
        go("/2-script");
        accept();
        until("what is withdrawn had an effect", () -> reached("/pixel.gif"));
        withdraw();
        for (String path : STAIRS) {
            go(path);
        }
        settle();

        Contactless.nobodyIn(contacts(), "without consent");
        assertThat(cookieNames()).doesNotContain("_st_id", "_st_server");
    }

    @Test
    void placeholderLoadsTheVideoJustOnce() {
        go("/video");
        page().locator(".choice-embed button[value=once], .choice-embed button")
                .first()
                .click();
        until("the video is there", () -> reached("/video.html"));
        settle();

        assertThat(reached("/stat.js")).isFalse();
        forgetContacts();
        go("/video");
        settle();
        Contactless.nobodyIn(contacts(), "without consent");
    }
}
