package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Visitors decide on pages that make it hard: landings from elsewhere, several tabs, forms half filled in, old forms, strange bases. */
final class DecidingIT extends HostileIT {
    private static final String LOADED = "script[src*='/a.js']";

    @BeforeEach
    void guard() {
        guarded(true);
    }

    /** A page of somebody else that posts to us, as payment and sign-on providers do. */
    private void landFromElsewhere() {
        page().route(
                        "http://elsewhere.localhost/**",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/html")
                                .setBody("<form method=post action='" + address() + "/landing.html'></form>"
                                        + "<script>document.forms[0].submit()</script>")));
        int before = posts();
        page().navigate("http://elsewhere.localhost/pay");
        until("the site was posted to", () -> posts() == before + 1);
        page().waitForURL(address() + "/landing.html");
        page().waitForLoadState();
    }

    @Test
    void landingFromElsewhereKeepsTheChoice() {
        go("/script-tag.html");
        accept();
        List<String> before = cookieNames();
        landFromElsewhere();
        forgetContacts();
        settle();

        assertThat(page().locator("#choice-panel").isVisible())
                .as("asked again")
                .isFalse();
        Contactless.nobodyIn(contacts(), "a page that cannot know the choice grants nothing");
        assertThat(cookieNames()).containsAll(before);
        go("/script-tag.html");
        until("the choice counts as before", () -> !contacts().isEmpty());
    }

    @Test
    void landingFromElsewhereAsksWhoNeverDecided() {
        landFromElsewhere();
        until("asked", () -> page().locator("#choice-panel").isVisible());
        int before = posts();
        accept();
        until(
                "it is said when it takes effect",
                () -> page().locator("#choice-status").isVisible());

        assertThat(posts()).as("nothing is posted twice").isEqualTo(before);
        Contactless.nobodyIn(contacts(), "without consent");
    }

    @Test
    void tabsFollowTheLatestChoice() {
        Page other = context().newPage();
        go("/script-tag.html");
        other.navigate(address() + "/script-tag.html");
        page().locator("#choice-accept").click();
        until("granted", () -> page().locator(LOADED).count() == 1);
        until(
                "the other tab does not ask again",
                () -> !other.locator("#choice-panel").isVisible());
        other.navigate(address() + "/script-tag.html");
        assertThat(other.locator(LOADED).count()).isEqualTo(1);

        go("/_choice/");
        page().locator("button[value=withdraw-all]").first().click();
        until("the other tab is fetched anew", () -> other.locator(LOADED).count() == 0);
        forgetContacts();
        settle();
        Contactless.nobodyIn(contacts(), "without consent");
    }

    @Test
    void pageKeptForTheBackButtonDoesNotAskWhoDecidedMeanwhile() {
        go("/script-tag.html");
        assertThat(page().locator("#choice-panel").isVisible()).isTrue();
        go("/own.html");
        page().locator("#choice-reject").click();
        until("refused", () -> cookieNames().contains("choice"));
        back("/script-tag.html");

        until("not asked again", () -> !page().locator("#choice-panel").isVisible());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doubleClickIsOneChoice(boolean withJavaScript) {
        visit(withJavaScript);
        go("/script-tag.html");
        List<Integer> answers = new CopyOnWriteArrayList<>();
        page().onResponse(answer -> {
            if (answer.request().method().equals("POST")) {
                answers.add(answer.status());
            }
        });
        page().locator("#choice-accept").dblclick();
        until(
                "the page comes with what was granted",
                () -> page().locator(LOADED).count() == 1);

        assertThat(answers).hasSizeLessThanOrEqualTo(withJavaScript ? 1 : 2).allMatch(status -> status < 400);
    }

    @Test
    void halfFilledFormIsNotFetchedAnew() {
        go("/form-of-the-site.html");
        page().locator("#text").fill("half a letter");
        accept();
        until(
                "it is said when it takes effect",
                () -> page().locator("#choice-status").isVisible());

        assertThat(page().locator("#text").inputValue()).isEqualTo("half a letter");
        assertThat(page().locator(LOADED).count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void formOfAnotherDayAsksAgainForAGrant(boolean withJavaScript) {
        spoiledForm(withJavaScript);
        page().locator("#choice-accept").click();
        page().locator("#choice-form").waitFor();

        assertThat(cookieNames()).doesNotContain("choice");
        page().locator("#choice-form #choice-accept").click();
        until("the settings store it", () -> cookieNames().contains("choice"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void formOfAnotherDayNeverStopsARefusal(boolean withJavaScript) {
        spoiledForm(withJavaScript);
        page().locator("#choice-reject").click();
        until("the refusal is stored", () -> cookieNames().contains("choice"));
    }

    /** The page as a cache that ignores its rules would keep it. */
    private void spoiledForm(boolean withJavaScript) {
        visit(withJavaScript);
        page().route("**/script-tag.html", route -> {
            var answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text()
                            .replaceAll("name=\"shown\" value=\"[^\"]*\"", "name=\"shown\" value=\"old\"")));
        });
        go("/script-tag.html");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pageThatSendsNoReferrerDecides(boolean withJavaScript) {
        visit(withJavaScript);
        go("/no-referrer.html");
        accept();
        until(
                "the page comes with what was granted",
                () -> page().locator(LOADED).count() == 1);
    }

    @ParameterizedTest
    @CsvSource({"/based.html, true", "/based.html, false", "/based-late.html, true", "/based-late.html, false"})
    void baseAddressOfAnotherOwnHostLeadsNoFormAway(String path, boolean withJavaScript) {
        visit(withJavaScript);
        decideUnderABase(address(), path, anotherAddress());
    }

    /** Without JavaScript a base that comes behind the banner leads it away there: no origin is configured for this host. */
    @ParameterizedTest
    @CsvSource({"/based.html, true", "/based.html, false", "/based-late.html, true"})
    void neitherDoesItWhereNoOriginIsConfigured(String path, boolean withJavaScript) {
        visit(withJavaScript);
        decideUnderABase(anotherAddress(), path, address());
    }

    private void decideUnderABase(String home, String path, String base) {
        page().navigate(home + path + "?" + base);
        assertThat(page().locator("base[href]").count()).as("the base counts").isEqualTo(1);
        accept();
        until("the page comes again from its own host", () -> page().url().startsWith(home + path));
        until("with what was granted", () -> page().locator(LOADED).count() == 1);
        page().locator("#choice-reopen").click();
        page().waitForURL(home + "/_choice/**");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void baseAddressOfAGrantedHostLeadsNoWithdrawalAway(boolean withJavaScript) {
        visit(withJavaScript);
        go("/base-of-a-granted-host.html");
        accept();
        until("the base counts", () -> page().locator("base[href]").count() == 1);
        page().locator("#choice-reopen").click();
        page().waitForURL(address() + "/_choice/**");
        page().locator("button[value=withdraw-all]").first().click();
        page().locator(".choice-withdrawn").waitFor();
        go("/base-of-a-granted-host.html");
        forgetContacts();
        settle();

        Contactless.nobodyIn(contacts(), "without consent");
    }
}
