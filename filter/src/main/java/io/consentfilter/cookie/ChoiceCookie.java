package io.consentfilter.cookie;

import io.consentfilter.model.Decision;
import io.consentfilter.seal.Hmac;
import org.jspecify.annotations.Nullable;

/**
 * The visitor's decision in a cookie: signed, first party, SameSite=Lax, without any id where nothing was granted. A Caffeine
 * cache spares repeated verification. Secure and the prefix {@code __Host-} on https only.
 */
public final class ChoiceCookie {
    public ChoiceCookie(Hmac hmac, String contextPath) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The verified decision in a Cookie header; null where there is none, or one that is forged or unreadable. */
    public @Nullable Decision read(@Nullable String cookieHeader) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Set-Cookie header text. */
    public String write(Decision decision, boolean secure) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Set-Cookie header text that deletes it. */
    public String clear(boolean secure) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
