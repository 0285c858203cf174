package io.consentfilter.config;

import java.util.List;
import java.util.Set;

/**
 * Names by which containers, frameworks and this filter keep a session, a form, a login or a choice. They are never withheld, and no
 * service may declare them.
 */
public final class KeptCookies {
    /** The session of a container that nobody told another name (Jakarta Servlet 6.0 §7.1.1). */
    public static final String SESSION = "JSESSIONID";

    /** Spring, Jakarta Security, Shiro, WebLogic, WebSphere and Angular beside the containers. */
    static final List<String> NAMES = List.of(
            SESSION,
            "JSESSIONIDSSO",
            "SESSION",
            "SESSIONID",
            "XSRF-TOKEN",
            "X-XSRF-TOKEN",
            "CSRF-TOKEN",
            "X-CSRF-TOKEN",
            "csrf_token",
            "csrftoken",
            "csrf",
            "_csrf",
            "remember-me",
            "rememberMe",
            "remember_me",
            "JREMEMBERMEID",
            "_WL_AUTHCOOKIE_JSESSIONID",
            "LtpaToken",
            "LtpaToken2",
            "__Host-choice",
            "choice",
            "choice-set");

    /** With these in front a name is the same name under stricter rules (RFC 6265bis §4.1.3). */
    static final List<String> PREFIXES = List.of("__Host-", "__Secure-");

    private static final Set<String> FAST = Set.copyOf(NAMES);

    private KeptCookies() {}

    /** Whether a cookie of this name, with a prefix or without, is one of them. */
    public static boolean contains(String name) {
        if (FAST.contains(name)) {
            return true;
        }
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix) && FAST.contains(name.substring(prefix.length()))) {
                return true;
            }
        }
        return false;
    }
}
