package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import io.consentfilter.rewrite.HostileCase;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import io.consentfilter.rewrite.Rewriting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All hostile inputs of the rewriter's own tests, read by a real browser: what leaves the rewriter contacts nobody who is withheld,
 * although no content policy is sent. The same inputs as they are show that the browser would.
 */
@ExtendWith({InstalledBrowser.Shared.class, Contactless.class})
final class HostileCasesIT {
    /** Of some 700 inputs; the others are meant for older browsers, wait for a click, or are to stay as they are. */
    private static final int REACHING_MIN = 400;

    private static List<HostileCase> cases;

    @BeforeAll
    static void read() throws Exception {
        cases = HostileCase.all(Path.of("../../filter/src/test/resources/hostile"));
    }

    @Test
    void nothingThatLeavesTheRewriterContactsAnyoneWithheld() {
        Contactless.nobodyIn(contacts(true, true).entrySet(), "with scripts");
        Contactless.nobodyIn(contacts(true, false).entrySet(), "without scripts");
    }

    @Test
    void mostOfTheInputsAsTheyAreContactThem() {
        assertThat(contacts(false, true)).hasSizeGreaterThan(REACHING_MIN);
    }

    /** What reached a withheld host, by the name of the case. */
    private static Map<String, List<String>> contacts(boolean rewritten, boolean scripts) {
        try (BrowserContext context =
                InstalledBrowser.shared().newContext(new NewContextOptions().setJavaScriptEnabled(scripts))) {
            CaseFrames frames = new CaseFrames(context, cases, each -> rewritten ? rewritten(each) : each.input());
            return frames.openAll().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey() < 0
                                    ? "(of nobody)"
                                    : cases.get(entry.getKey()).name(),
                            Map.Entry::getValue,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    private static byte[] rewritten(HostileCase hostile) {
        DocumentKind kind = hostile.kind();
        return Rewriting.page().kind(kind).inPieces(hostile.input(), hostile.input().length);
    }
}
