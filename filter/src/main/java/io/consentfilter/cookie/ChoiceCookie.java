package io.consentfilter.cookie;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentfilter.model.Decision;
import io.consentfilter.seal.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The visitor's decision in a cookie: signed, first party, SameSite=Lax, without any id where nothing was granted. A Caffeine
 * cache spares repeated verification; it holds verified values only, so that forged ones cannot flood it. Secure and the prefix
 * {@code __Host-} on https only (Safari drops them on http://localhost), the prefix only at the root of the host, because it
 * demands {@code Path=/}.
 */
public final class ChoiceCookie {
    static final String PLAIN_NAME = "choice";
    static final String HOST_NAME = "__Host-choice";
    static final String MARKER_NAME = "choice-set";

    /** So many verified values are remembered. */
    static final int VERIFIED_MAX = 10_000;

    /** A longer value is never looked at: browsers keep at most 4096 bytes. */
    static final int VALUE_LENGTH_MAX = 4096;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Hmac hmac;
    private final String path;
    private final Cache<String, Decision> verified;
    private final GrantEnds ends;

    /**
     * A cookie for one webapp.
     *
     * @param hmac key of this use alone
     * @param contextPath empty for the root
     */
    public ChoiceCookie(Hmac hmac, String contextPath) {
        this(hmac, contextPath, GrantEnds.NEVER);
    }

    /** The same, for grants that may be ended before they run out. */
    public ChoiceCookie(Hmac hmac, String contextPath, GrantEnds ends) {
        this.hmac = hmac;
        this.ends = ends;
        this.path = contextPath.isEmpty() ? "/" : contextPath;
        // Runs its upkeep on the calling thread: no pool thread may outlive a redeploy.
        this.verified = Caffeine.newBuilder()
                .maximumSize(VERIFIED_MAX)
                .executor(Runnable::run)
                .build();
    }

    /**
     * The verified decision in a Cookie header; null where there is none, or one that is forged or unreadable, or one whose subject
     * was erased. One whose grants were ended (its notice was declared invalid) has run out; a refusal stays one.
     */
    public @Nullable Decision read(@Nullable String cookieHeader) {
        Decision decision = genuine(cookieHeader);
        return decision == null ? null : leftOf(decision);
    }

    /** Whether a Cookie header carries a genuine decision of which nothing is left: then its id should leave the browser too. */
    public boolean isErased(@Nullable String cookieHeader) {
        Decision decision = genuine(cookieHeader);
        return decision != null && leftOf(decision) == null;
    }

    private @Nullable Decision leftOf(Decision decision) {
        return decision.isRefusal() ? decision : ends.leftOf(decision);
    }

    private @Nullable Decision genuine(@Nullable String cookieHeader) {
        if (cookieHeader == null || !cookieHeader.contains(PLAIN_NAME)) {
            return null;
        }
        Decision prefixed = newest(cookieHeader, HOST_NAME);
        return prefixed != null ? prefixed : newest(cookieHeader, PLAIN_NAME);
    }

    /** Set-Cookie header text. */
    public String write(Decision decision, boolean secure) {
        String payload = ChoicePayload.write(decision);
        String value = payload + "." + BASE64.encodeToString(hmac.tag(bytes(payload)));
        return header(name(secure), value, life(decision), secure, "Lax") + "; HttpOnly";
    }

    /** Set-Cookie header text of the readable marker that says only that a choice exists: cross-site landings carry it (DESIGN §4.2). */
    public String writeMarker(Decision decision, boolean secure) {
        return header(MARKER_NAME, "1", life(decision), secure, secure ? "None" : "Lax");
    }

    /** Set-Cookie header text that deletes it. */
    public String clear(boolean secure) {
        return header(name(secure), "", 0, secure, "Lax") + "; HttpOnly";
    }

    /** Set-Cookie header text that deletes the marker. */
    public String clearMarker(boolean secure) {
        return header(MARKER_NAME, "", 0, secure, secure ? "None" : "Lax");
    }

    private @Nullable Decision newest(String cookieHeader, String name) {
        Decision newest = null;
        CookiePairs pairs = new CookiePairs(cookieHeader);
        while (pairs.next()) {
            Decision decision = pairs.name().equals(name) ? verify(pairs.value()) : null;
            if (decision != null && (newest == null || moment(decision).isAfter(moment(newest)))) {
                newest = decision;
            }
        }
        return newest;
    }

    /** A refusal knows its day only (a moment would be an identifier); between two cookies of one day it counts as the later. */
    private static Instant moment(Decision decision) {
        return decision.isRefusal() ? decision.decidedAt().plus(Duration.ofDays(1)) : decision.decidedAt();
    }

    private @Nullable Decision verify(String value) {
        if (value.length() > VALUE_LENGTH_MAX) {
            return null;
        }
        Decision known = verified.getIfPresent(value);
        if (known != null) {
            return known;
        }
        Decision decision = read(value, value.lastIndexOf('.'));
        if (decision != null) {
            verified.put(value, decision);
        }
        return decision;
    }

    private @Nullable Decision read(String value, int dot) {
        if (dot < 0) {
            return null;
        }
        try {
            byte[] tag = Base64.getUrlDecoder().decode(value.substring(dot + 1));
            String payload = value.substring(0, dot);
            return tag.length == 32 && hmac.verify(bytes(payload), tag) ? ChoicePayload.read(payload) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String name(boolean secure) {
        return secure && path.equals("/") ? HOST_NAME : PLAIN_NAME;
    }

    private static long life(Decision decision) {
        return Math.max(
                0, Duration.between(decision.decidedAt(), decision.validUntil()).toSeconds());
    }

    private String header(String name, String value, long maxAgeSeconds, boolean secure, String sameSite) {
        return name + "=" + value + "; Path=" + path + "; Max-Age=" + maxAgeSeconds + "; SameSite=" + sameSite
                + (secure ? "; Secure" : "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
