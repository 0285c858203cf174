package io.consentfilter.cookie;

import io.consentfilter.config.CookiesSection;
import io.consentfilter.config.CookiesSection.Undeclared;
import io.consentfilter.config.KeptCookies;
import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import io.consentfilter.registry.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Judges cookies on their way out and in. Works on header text, because containers lose attributes (TOOLCHAIN §1). Names that
 * keep a session, a form or a login safe are never touched, whatever the registry says about undeclared ones.
 */
public final class CookieGate {
    /** At most so many expiring headers leave with one response: containers cap a response's head at 8 KB. */
    static final int EXPIRIES_MAX = 24;

    private final Registry registry;
    private final boolean withholdUndeclared;
    private final Metrics metrics;
    private final CookieExpiry expiry;
    private final String session;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * The gate of one site.
     *
     * @param session name of the container's session cookie
     */
    public CookieGate(Registry registry, CookiesSection settings, String session, Metrics metrics) {
        this.registry = registry;
        this.session = session;
        this.withholdUndeclared = settings.undeclared() == Undeclared.WITHHOLD;
        this.metrics = metrics;
        this.expiry = new CookieExpiry(registry);
    }

    /** Whether this Set-Cookie may pass. Deletions always may. What may not is counted. */
    public boolean admits(String setCookieHeader, Grants grants) {
        SetCookie cookie = SetCookie.parse(setCookieHeader);
        return cookie.deletes() || admitsName(cookie.name(), grants);
    }

    /** Whether this Set-Cookie may pass, without counting it. */
    public boolean passes(String setCookieHeader, Grants grants) {
        SetCookie cookie = SetCookie.parse(setCookieHeader);
        return cookie.deletes() || !hides(cookie.name(), grants);
    }

    /** Whether a cookie of this name may be set. What may not is counted. */
    public boolean admitsName(String name, Grants grants) {
        Verdict verdict = registry.judgeCookie(name, grants);
        if (verdict.kind() == Verdict.Kind.UNDECLARED && !untouchable(name)) {
            metrics.count(Counter.COOKIES_UNDECLARED);
            metrics.undeclaredCookie(name);
        }
        if (!hides(name, verdict)) {
            return true;
        }
        metrics.count(Counter.COOKIES_WITHHELD);
        if (verdict.serviceId() != null) {
            metrics.withheldService(verdict.serviceId());
        }
        return false;
    }

    /** Whether the app may not see a cookie of this name. */
    public boolean hides(String name, Grants grants) {
        return hides(name, registry.judgeCookie(name, grants));
    }

    private boolean hides(String name, Verdict verdict) {
        return switch (verdict.kind()) {
            case WITHHELD -> !untouchable(name);
            case UNDECLARED -> withholdUndeclared && !untouchable(name);
            case OWN, NECESSARY, GRANTED -> false;
        };
    }

    private boolean untouchable(String name) {
        return name.equals(session) || KeptCookies.contains(name);
    }

    /** The Cookie header as the app may see it: the same string where nothing is hidden, null where nothing is left. */
    public @Nullable String visible(String cookieHeader, Grants grants) {
        CookiePairs pairs = new CookiePairs(cookieHeader);
        int hidden = 0;
        while (pairs.next()) {
            hidden += hides(pairs.name(), grants) ? 1 : 0;
        }
        if (hidden == 0) {
            return cookieHeader;
        }
        metrics.count(Counter.COOKIES_HIDDEN, hidden);
        return without(cookieHeader, grants);
    }

    private @Nullable String without(String cookieHeader, Grants grants) {
        StringBuilder left = new StringBuilder(cookieHeader.length());
        CookiePairs pairs = new CookiePairs(cookieHeader);
        while (pairs.next()) {
            if (!hides(pairs.name(), grants)) {
                left.append(left.isEmpty() ? "" : "; ").append(pairs.text());
            }
        }
        return left.isEmpty() ? null : left.toString();
    }

    /**
     * Set-Cookie headers that expire what the browser sent without consent: every domain and path the registry names, with
     * attributes that make the deletion work. At most {@value #EXPIRIES_MAX}; what is left over goes with the next response, which
     * begins with another name: one that nothing deletes does not keep the others.
     */
    public List<String> expiries(String cookieHeader, String requestHost, boolean secure, Grants grants) {
        Set<String> names = withheldNames(cookieHeader, grants);
        if (names.isEmpty()) {
            return List.of();
        }
        metrics.count(Counter.COOKIES_EXPIRED, names.size());
        List<List<String>> byName = new ArrayList<>(names.size());
        for (String name : names) {
            byName.add(expiry.of(name, registry.judgeCookie(name, grants), requestHost, secure));
        }
        if (byName.stream().mapToInt(List::size).sum() > EXPIRIES_MAX) {
            Collections.rotate(byName, turn.getAndIncrement());
        }
        return byName.stream().flatMap(List::stream).limit(EXPIRIES_MAX).toList();
    }

    private Set<String> withheldNames(String cookieHeader, Grants grants) {
        Set<String> names = Set.of();
        CookiePairs pairs = new CookiePairs(cookieHeader);
        while (pairs.next()) {
            String name = pairs.name();
            if (registry.judgeCookie(name, grants).kind() == Verdict.Kind.WITHHELD && !untouchable(name)) {
                names = names.isEmpty() ? new LinkedHashSet<>() : names;
                names.add(name);
            }
        }
        return names;
    }
}
