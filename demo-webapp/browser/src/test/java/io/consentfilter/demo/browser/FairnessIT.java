package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Refusing weighs what accepting weighs, everything is seen without scrolling, and everybody can use it. */
final class FairnessIT extends BrowserIT {
    /** Every computed property that differs between the two answers, with both values. */
    private static final String DIFFERENCES = """
            (() => {
              const a = getComputedStyle(document.getElementById("choice-accept"));
              const r = getComputedStyle(document.getElementById("choice-reject"));
              return Array.from(a).filter(name => a.getPropertyValue(name) !== r.getPropertyValue(name))
                .map(name => name + ": " + a.getPropertyValue(name) + " / " + r.getPropertyValue(name));
            })()
            """;

    /** Which text or answer of the banner lies outside the window, or is cut off by scrolling inside the banner. */
    private static final String HIDDEN = """
            (() => {
              const panel = document.getElementById("choice-panel");
              return Array.from(panel.querySelectorAll("h2, p:not(:empty), li, a, button")).filter(part => {
                const box = part.getBoundingClientRect();
                return box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth;
              }).map(part => part.outerHTML.slice(0, 80));
            })()
            """;

    private record Look(int width, int height, ColorScheme scheme, ForcedColors forced, String path) {}

    static Stream<Look> looks() {
        return Stream.of("/", "/en/")
                .flatMap(path -> Stream.of(
                        new Look(1280, 720, ColorScheme.LIGHT, ForcedColors.NONE, path),
                        new Look(1280, 720, ColorScheme.DARK, ForcedColors.NONE, path),
                        new Look(1280, 720, ColorScheme.LIGHT, ForcedColors.ACTIVE, path),
                        new Look(768, 1024, ColorScheme.DARK, ForcedColors.NONE, path),
                        new Look(360, 640, ColorScheme.LIGHT, ForcedColors.NONE, path),
                        new Look(360, 640, ColorScheme.DARK, ForcedColors.NONE, path)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void bothAnswersLookAlikeAndEverythingIsSeenWithoutScrolling(Look look) {
        visit(new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.scheme())
                .setForcedColors(look.forced()));
        page().navigate(address(look.path()));

        BoundingBox accept =
                Objects.requireNonNull(page().locator("#choice-accept").boundingBox());
        BoundingBox reject =
                Objects.requireNonNull(page().locator("#choice-reject").boundingBox());
        assertThat(reject.width).isEqualTo(accept.width);
        assertThat(reject.height).isEqualTo(accept.height);
        assertThat((List<?>) page().evaluate(DIFFERENCES))
                .as("computed styles, but for the place")
                .allMatch(difference ->
                        difference.toString().matches("(inset|top|left|right|bottom|perspective|transform).*"));
        assertThat((List<?>) page().evaluate(HIDDEN)).as("out of sight").isEmpty();
    }

    @Test
    void nothingIsTickedBeforehand() {
        page().navigate(address("/_choice/"));

        assertThat(page().locator("input[type=checkbox]").count()).isPositive();
        assertThat(page().locator("input[type=checkbox]:checked").count()).isZero();
    }

    @Test
    void escapeNeverGrants() {
        go("/");
        page().keyboard().press("Escape");
        page().reload();
        settle();

        assertThat(page().locator("#choice-panel").count()).isEqualTo(1);
        Contactless.nobodyIn(contacts(), "before consent");
    }

    @Test
    void bothAnswersAreReachedByKeyboardFromTheTopOfThePage() {
        go("/");
        boolean accept = false;
        boolean reject = false;
        for (int tab = 0; tab < 8; tab++) {
            page().keyboard().press("Tab");
            Object focused = page().evaluate("document.activeElement.id");
            accept |= "choice-accept".equals(focused);
            reject |= "choice-reject".equals(focused);
        }

        assertThat(accept && reject).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/, #choice-panel",
        "/en/, #choice-panel",
        "/video, .choice-embed",
        "/_choice/, main",
        "/datenschutz, main",
        "/_choice/operator/, main"
    })
    void accessibilityRulesHold(String path, String part) {
        page().navigate(address(path));
        List<Rule> violations = new AxeBuilder(page())
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .include(List.of(part))
                .analyze()
                .getViolations();

        assertThat(violations.stream().map(rule -> rule.getId() + ": " + rule.getNodes()))
                .isEmpty();
    }
}
