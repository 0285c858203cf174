package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.RawHttp.Answer;
import io.consentfilter.contract.RawHttp.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Compares an answer with the same answer of the same app without the filter: status, every header, every byte. What may differ is
 * written here and nowhere else; it is what DESIGN §4 promises of a rewritten page.
 */
final class AsWithout {
    /** A rewritten page says other things about its own bytes, and about who may keep them. */
    private static final Set<String> OF_PAGES = Set.of(
            "content-security-policy",
            "cache-control",
            "vary",
            "etag",
            "last-modified",
            "expires",
            "accept-ranges",
            "content-length",
            "transfer-encoding");

    private static final Pattern ASSETS =
            Pattern.compile("<link rel=\"stylesheet\" href=\"[^\"]*/_choice/a/[0-9a-f]+/style\\.css\"[^>]*/>"
                    + "(<script src=\"[^\"]*/_choice/a/[0-9a-f]+/choice\\.js\"[^>]*></script>)?");
    private static final Pattern BANNER = Pattern.compile(
            "(<section id=\"choice-panel\".*?</section>\n)?<a id=\"choice-reopen\".*?<form id=\"choice-embeds\".*?</form>\n?",
            Pattern.DOTALL);
    private static final Pattern INERT = Pattern.compile(" data-choice-service=\"[^\"]*\"| type=\"text/plain\"");

    private AsWithout() {}

    /** An answer that is no page: nothing differs. */
    static void exactly(Answer with, Answer without, Set<String> but) {
        assertThat(with.status()).isEqualTo(without.status());
        Set<String> free = new HashSet<>(but);
        if (without.status() >= 400) {
            // A container's error page names the path, and ours is a letter shorter.
            free.add("content-length");
        }
        assertThat(headers(with, free)).isEqualTo(headers(without, free));
        assertThat(asGuarded(with.body())).isEqualTo(asGuarded(without.body()));
    }

    /** A page: our policy, what it says about its bytes, and our insertions, and nothing else. */
    static void butForConsent(Answer with, Answer without) {
        assertThat(with.status()).isEqualTo(without.status());
        assertThat(headers(with, OF_PAGES)).isEqualTo(headers(without, OF_PAGES));
        assertThat(policiesOfApp(with)).isEqualTo(without.all("Content-Security-Policy"));
        assertThat(restored(asGuarded(with.body()))).isEqualTo(asGuarded(without.body()));
    }

    private static List<String> policiesOfApp(Answer answer) {
        List<String> theirs = new ArrayList<>(answer.all("Content-Security-Policy"));
        theirs.removeIf(policy -> policy.isEmpty() || policy.contains("/_choice/reports"));
        return theirs;
    }

    /** The page as the app wrote it: a page is changed so that this is possible. */
    private static String restored(String page) {
        String bare = BANNER.matcher(ASSETS.matcher(page).replaceAll("")).replaceAll("");
        return INERT.matcher(bare).replaceAll("").replace("data-choice-", "");
    }

    private static Map<String, List<String>> headers(Answer answer, Set<String> but) {
        Map<String, List<String>> all = new TreeMap<>();
        for (Header header : answer.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            // An empty header says as little as none; containers of Servlet 6.0 cannot take one out.
            if (!but.contains(name) && !name.equals("date") && !header.value().isEmpty()) {
                all.computeIfAbsent(name, unused -> new ArrayList<>())
                        .add(asGuarded(header.value()).replace("; charset", ";charset"));
            }
        }
        return all;
    }

    /** Redirects and error pages of containers name the path; one container's two connectors have different ports. */
    private static String asGuarded(byte[] body) {
        return asGuarded(new String(body, StandardCharsets.ISO_8859_1));
    }

    private static String asGuarded(String text) {
        return text.replace(ContractApp.BARE, ContractApp.GUARDED).replaceAll("localhost:\\d+", "localhost");
    }
}
