package io.consentfilter.endpoint;

import io.consentfilter.model.Decision;
import java.time.Duration;

/**
 * Says that a choice exists, and nothing else. A landing by a POST from another site carries no {@code Lax} cookie; there the
 * script decides by this one whether to show the banner (DESIGN §4.2).
 */
final class MarkerCookie {
    private MarkerCookie() {}

    static String write(Decision decision, String contextPath, boolean secure) {
        long seconds = Math.max(
                0, Duration.between(decision.decidedAt(), decision.validUntil()).toSeconds());
        return "choice-set=1; Path=" + (contextPath.isEmpty() ? "/" : contextPath) + "; Max-Age=" + seconds
                + (secure ? "; SameSite=None; Secure" : "; SameSite=Lax");
    }
}
