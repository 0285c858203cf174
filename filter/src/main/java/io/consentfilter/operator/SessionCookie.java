package io.consentfilter.operator;

import java.util.Set;

/** The session's cookie as header text: containers differ in what they do to attributes (TOOLCHAIN.md §1). */
final class SessionCookie {
    /** Names it can have; the first only on https, where browsers hold it to the host (RFC 6265bis, "__Host-"). */
    static final Set<String> NAMES = Set.of("__Host-operator", "operator");

    private SessionCookie() {}

    static String start(String id, boolean secure, String path) {
        return pair(id, secure, path);
    }

    static String end(boolean secure, String path) {
        return pair("", secure, path) + "; Max-Age=0";
    }

    private static String pair(String value, boolean secure, String path) {
        return secure
                ? "__Host-operator=" + value + "; Path=/; Secure; HttpOnly; SameSite=Strict"
                : "operator=" + value + "; Path=" + path + "; HttpOnly; SameSite=Strict";
    }
}
