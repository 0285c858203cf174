package io.consentfilter.rewrite;

import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import io.consentfilter.registry.Verdict;
import io.consentfilter.web.LoadingJson;
import io.consentfilter.web.MetaRefresh;
import io.consentfilter.web.WebAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes withheld hosts out of response headers that make a browser contact somebody. What browsers fetch before they see the
 * page (Link) and where they send reports is not held by a content policy, so the header itself must not say it.
 *
 * <p>{@code Speculation-Rules} leaves whole: it names files whose rules the browser follows as if they stood in the page, and what is
 * in them nobody here has read, even where they lie on an own host. Rules that stand in the page are read and stay.
 *
 * <p>NEL and the {@code report-to} directive name a group, not a host: they stay, and the groups lose their withheld endpoints.
 */
public final class HeaderRewriter {
    /** Characters of a value that are read; a longer one is taken out, since no browser accepts it either. */
    static final int VALUE_CHARS_MAX = 256 * 1024;

    private static final Map<String, Grammar> HEADERS = Map.of(
            "link", Grammar.LINK,
            "speculation-rules", Grammar.RULES,
            "reporting-endpoints", Grammar.STRINGS,
            "report-to", Grammar.GROUPS,
            "refresh", Grammar.REFRESH,
            "content-security-policy", Grammar.POLICY,
            "content-security-policy-report-only", Grammar.POLICY,
            "sourcemap", Grammar.ADDRESS,
            "x-sourcemap", Grammar.ADDRESS);

    /** Of those headers, in small letters. */
    public static final List<String> NAMES = List.copyOf(HEADERS.keySet());

    private enum Grammar {
        LINK,
        STRINGS,
        RULES,
        GROUPS,
        REFRESH,
        POLICY,
        ADDRESS
    }

    /** Hears of each withheld address that costs a header value something. */
    public interface Listener {
        void withheld(String host, Verdict verdict);
    }

    private final Registry registry;

    public HeaderRewriter(Registry registry) {
        this.registry = registry;
    }

    /**
     * Whether this header can make a browser contact somebody: Link, Speculation-Rules, Report-To, Reporting-Endpoints, Refresh,
     * Content-Security-Policy(-Report-Only), SourceMap.
     */
    public static boolean concerns(String headerName) {
        // By number: not even an iterator is made for a header.
        for (int i = 0; i < NAMES.size(); i++) {
            if (NAMES.get(i).equalsIgnoreCase(headerName)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value without withheld hosts. Never throws for anything the value says.
     *
     * @return the same string where nothing is withheld, null where nothing is left
     */
    public @Nullable String rewrite(
            String headerName,
            String value,
            WebAddress documentAddress,
            String requestHost,
            Grants grants,
            Listener listener) {
        Grammar grammar = HEADERS.get(headerName.toLowerCase(Locale.ROOT));
        if (grammar == null) {
            return value;
        }
        if (value.length() > VALUE_CHARS_MAX) {
            return null;
        }
        Judge judge = new Judge(documentAddress, requestHost, grants, listener);
        Predicate<String> withheld = judge::withheld;
        return switch (grammar) {
            case LINK -> LinkHeader.without(value, withheld);
            case STRINGS -> FieldList.without(value, withheld);
            case RULES -> {
                // Nothing of it stays; the hosts that it names are still told.
                FieldList.without(value, withheld);
                yield null;
            }
            case GROUPS -> LoadingJson.reportTo(value, withheld);
            case POLICY -> PolicyReports.without(value, withheld);
            case ADDRESS -> withheld.test(value) ? null : value;
            case REFRESH -> judge.refused(MetaRefresh.address(value)) ? null : value;
        };
    }

    /** What becomes of an address, seen from one response. */
    private final class Judge {
        private static final Verdict NOBODY = new Verdict(Verdict.Kind.OWN, null);

        private final WebAddress document;
        private final String requestHost;
        private final Grants grants;
        private final Listener listener;

        private Judge(WebAddress document, String requestHost, Grants grants, Listener listener) {
            this.document = document;
            this.requestHost = requestHost;
            this.grants = grants;
            this.listener = listener;
        }

        private Verdict verdict(WebAddress resolved) {
            String host = resolved.host();
            if (host == null) {
                return NOBODY;
            }
            Verdict verdict = registry.judgeHost(host, requestHost, grants);
            boolean mayBeProxied = verdict.kind() == Verdict.Kind.OWN && registry.hasPaths();
            return mayBeProxied ? registry.judgePath(resolved.path(), grants) : verdict;
        }

        boolean withheld(String address) {
            return told(address, false);
        }

        /** A refresh is navigation: only a declared service without consent is kept from it. */
        boolean refused(@Nullable String address) {
            return address != null && told(address, true);
        }

        private boolean told(String address, boolean declaredOnly) {
            WebAddress resolved = WebAddress.resolve(address, document);
            Verdict verdict = verdict(resolved);
            boolean told = declaredOnly ? verdict.kind() == Verdict.Kind.WITHHELD : verdict.withheld();
            if (told) {
                listener.withheld(String.valueOf(resolved.host()), verdict);
            }
            return told;
        }
    }
}
