package io.consentfilter.page;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What the app's own Content-Security-Policy means for our tags.
 *
 * @param nonce its nonce for scripts, if it has one
 * @param inlineStyle whether an inline style element (carrying that nonce) gets through
 */
record AppPolicy(@Nullable String nonce, boolean inlineStyle) {
    static final AppPolicy NONE = new AppPolicy(null, true);

    /** Reads the policies of a response, one header value each; ours must not be among them. */
    static AppPolicy of(Collection<String> policies) {
        AppPolicy all = NONE;
        for (String header : policies) {
            for (String policy : header.split(",")) {
                all = all.and(of(policy));
            }
        }
        return all;
    }

    private AppPolicy and(AppPolicy other) {
        return new AppPolicy(nonce != null ? nonce : other.nonce, inlineStyle && other.inlineStyle);
    }

    private static AppPolicy of(String policy) {
        String scripts = directive(policy, "script-src-elem", "script-src", "default-src");
        String styles = directive(policy, "style-src-elem", "style-src", "default-src");
        String nonce = scripts == null ? null : nonce(scripts);
        if (styles == null) {
            return new AppPolicy(nonce, true);
        }
        String styleNonce = nonce(styles);
        boolean hashed = styles.contains("'sha");
        boolean inline = styleNonce != null
                ? styleNonce.equals(nonce == null ? styleNonce : nonce)
                : styles.contains("'unsafe-inline'") && !hashed;
        return new AppPolicy(nonce != null ? nonce : styleNonce, inline);
    }

    private static @Nullable String directive(String policy, String... names) {
        for (String name : names) {
            for (String part : policy.split(";")) {
                String text = part.strip();
                int end = text.indexOf(' ');
                if ((end < 0 ? text : text.substring(0, end)).equalsIgnoreCase(name)) {
                    return end < 0 ? "" : text.substring(end + 1);
                }
            }
        }
        return null;
    }

    private static @Nullable String nonce(String sources) {
        int start = sources.indexOf("'nonce-");
        int end = start < 0 ? -1 : sources.indexOf('\'', start + 7);
        return end < 0 ? null : sources.substring(start + 7, end);
    }
}
