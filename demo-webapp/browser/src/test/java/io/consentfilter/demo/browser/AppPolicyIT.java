package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever policy an app sends of its own: its page works as before, nothing that is held gets out, and visitors can decide. */
final class AppPolicyIT extends HostileIT {
    private static final String OWN_SCRIPT = "document.getElementById(\"own\").textContent = \"ran\";";

    /** How a visitor gets a choice stored. */
    private enum Way {
        /** On the page itself. */
        PANEL,
        /** The page may not post for itself: the button leads to the settings, which ask again. */
        SETTINGS_ASK,
        /** The page may send nothing at all and our script does not learn of it: the button is dead, its link leads to the settings. */
        LINK
    }

    /**
     * One policy.
     *
     * @param place where it stands: {@code h} header, {@code r} header that only reports, {@code m} meta element
     * @param way how visitors decide under it
     */
    private record Case(String name, String place, String policy, Way way) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("none", "x", "", Way.PANEL),
                new Case("host list", "h", "default-src 'self' 'unsafe-inline' " + third(), Way.PANEL),
                new Case("nonce", "h", "script-src 'nonce-n1'; style-src 'nonce-n1'", Way.PANEL),
                new Case(
                        "nonce and strict-dynamic",
                        "h",
                        "script-src 'nonce-n1' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'; base-uri 'none'",
                        Way.PANEL),
                new Case("hash", "h", "script-src " + hash(), Way.PANEL),
                new Case("hash and own files", "h", "script-src 'self' " + hash(), Way.PANEL),
                new Case("everything forbidden but inline", "h", "default-src 'none'; script-src " + hash(), Way.PANEL),
                new Case("meta nonce", "m", "script-src 'nonce-n1'", Way.PANEL),
                new Case("meta hash", "m", "script-src " + hash(), Way.PANEL),
                new Case("meta self", "m", "default-src 'self'", Way.PANEL),
                new Case("report only", "r", "default-src 'none'", Way.PANEL),
                new Case("frame-src none", "h", "frame-src 'none'", Way.PANEL),
                new Case("form-action none", "h", "form-action 'none'", Way.PANEL),
                new Case(
                        "form-action and connect-src none",
                        "h",
                        "form-action 'none'; connect-src 'none'",
                        Way.SETTINGS_ASK),
                new Case(
                        "form-action none without our script",
                        "h",
                        "form-action 'none'; script-src " + hash(),
                        Way.LINK),
                new Case("sandbox with scripts and forms", "h", "sandbox allow-scripts allow-forms", Way.SETTINGS_ASK),
                new Case(
                        "sandbox of the same origin",
                        "h",
                        "sandbox allow-scripts allow-forms allow-same-origin",
                        Way.PANEL),
                new Case("sandbox with scripts", "h", "sandbox allow-scripts", Way.LINK),
                new Case("sandbox", "h", "sandbox", Way.LINK));
    }

    private static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(OWN_SCRIPT.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pageWorksNothingGetsOutAndVisitorsDecide(Case one) {
        String path = "/policy.html?" + one.place() + "=" + URLEncoder.encode(one.policy(), StandardCharsets.UTF_8);
        guarded(false);
        go(path);
        String own = page().locator("#own").textContent();

        guarded(true);
        visit(true);
        go(path);
        page().waitForTimeout(MARGIN_MILLIS);
        assertThat(page().locator("#own").textContent())
                .as("the page's own script")
                .isEqualTo(own);
        assertThat(page().locator("#choice-panel").isVisible()).as("banner").isTrue();
        Contactless.nobodyIn(contacts(), "before consent");

        assertThat(decide(one, path)).as("how the choice was stored").isEqualTo(one.way());
        go(path);
        assertThat(page().locator("#choice-panel").count()).as("asked again").isZero();
        assertThat(page().locator("#own").textContent())
                .as("the page's own script")
                .isEqualTo(own);
        assertThat(page().locator("[src^='" + third() + "']").count())
                .as("elements that may load now")
                .isEqualTo(2);
    }

    private Way decide(Case one, String path) {
        if (one.policy().contains("form-action")) {
            // A click that waits for a navigation would wait for one that the policy forbids.
            page().locator("#choice-accept").dispatchEvent("click");
        } else {
            page().locator("#choice-accept").click();
        }
        for (int poll = 0; poll < (one.way() == Way.LINK ? 8 : 200) && !decided() && !asked(); poll++) {
            page().waitForTimeout(50);
        }
        if (decided()) {
            untilItShows();
            return Way.PANEL;
        }
        Way way = asked() ? Way.SETTINGS_ASK : Way.LINK;
        if (way == Way.LINK) {
            go(path);
            page().locator("#choice-settings").click();
        }
        page().locator("#choice-form #choice-accept").click();
        until("the settings store the choice", this::decided);
        return way;
    }

    private boolean asked() {
        return page().locator("#choice-form").count() > 0;
    }

    private boolean decided() {
        return cookieNames().containsAll(List.of("choice"));
    }
}
