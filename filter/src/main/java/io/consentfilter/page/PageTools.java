package io.consentfilter.page;

import io.consentfilter.config.SiteSection;
import io.consentfilter.cookie.ChoiceCookie;
import io.consentfilter.cookie.CookieGate;
import io.consentfilter.csp.ContentPolicies;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.model.GateState;
import io.consentfilter.registry.Registry;
import io.consentfilter.rewrite.HeaderRewriter;
import io.consentfilter.view.OnceToken;
import io.consentfilter.view.ShownToken;
import io.consentfilter.view.Views;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What every page's exchange works with; made once.
 *
 * @param noticeVersion what the banner shows
 * @param choicesPath the choices page, with the context path in front
 * @param excludedTypes content types that are left alone
 * @param excludedWorkers paths of service-worker scripts that get no policy comment
 * @param report whether nothing is withheld and everything counted ({@code "mode": "report"})
 * @param gateState whether grants can take effect at this moment
 * @param clock when decisions run out
 */
public record PageTools(
        Registry registry,
        CookieGate gate,
        ChoiceCookie choice,
        ContentPolicies policies,
        HeaderRewriter headers,
        Views views,
        ShownToken tokens,
        OnceToken once,
        Metrics metrics,
        SiteSection site,
        String noticeVersion,
        String choicesPath,
        List<String> excludedTypes,
        List<String> excludedWorkers,
        boolean report,
        Supplier<GateState> gateState,
        InstantSource clock) {
    public PageTools {
        excludedTypes = List.copyOf(excludedTypes);
        excludedWorkers = List.copyOf(excludedWorkers);
    }
}
