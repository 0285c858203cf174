package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What only shows where scripts run. */
final class ScriptedChoiceIT extends BrowserIT {
    @Test
    void scriptsRunAfterTheGrantWithoutAnotherVisit() {
        go("/2-script");
        page().locator("#choice-accept").click();
        page().locator("[data-demo=statistics].on").waitFor();

        assertThat(context().cookies()).anyMatch(cookie -> cookie.name.equals("_st_id"));
    }

    @Test
    void scriptInsertedLaterIsHeldByThePolicy() {
        go("/4-inserted-later");
        settle();

        assertThat(page().locator("[data-demo=late]").textContent()).isEqualTo("Fremdes Skript nicht geladen");
        Contactless.nobodyIn(contacts(), "without consent");
    }

    @Test
    void backButtonDoesNotBringAGrantedPageBackAfterWithdrawal() {
        go("/2-script");
        accept();
        page().locator("[data-demo=statistics].on").waitFor();
        withdraw();
        page().evaluate("setTimeout(() => history.go(-2), 0)");
        page().locator("[data-demo=statistics]:not(.on)").waitFor();
        settle();

        Contactless.nobodyIn(contacts(), "without consent");
    }

    @Test
    void storageOfAWithdrawnServiceIsSwept() {
        go("/2-script");
        accept();
        page().locator("[data-demo=statistics].on").waitFor();
        assertThat(page().evaluate("localStorage.getItem('_st_visits')")).isNotNull();
        withdraw();
        go("/");

        assertThat(page().evaluate("localStorage.getItem('_st_visits')")).isNull();
    }
}
