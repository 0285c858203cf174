package io.consentfilter.model;

import java.util.regex.Pattern;

/**
 * Hosts by name: one host, or a domain with everything under it. Matches whole labels, never a substring.
 *
 * @param text {@code stat.example} (that host alone) or {@code *.stat.example} (the domain itself and every host under it);
 *     lower case, ASCII (IDN as punycode), an optional port is part of the match
 */
public record HostPattern(String text) {
    private static final Pattern FORM =
            Pattern.compile("(\\*\\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\\.)*[a-z0-9_-]+(:[0-9]{1,5})?");

    public HostPattern {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a host such as \"stats.example\" or \"*.stats.example\", lower case, without scheme or path");
        }
    }

    /** Whether the domain's sub-hosts are meant too. */
    public boolean wildcard() {
        return text.startsWith("*.");
    }

    /** The host, or the domain under the wildcard. */
    public String domain() {
        return wildcard() ? text.substring(2) : text;
    }

    /** Whether a host (lower case, without trailing dot) is meant. */
    public boolean matches(String host) {
        String domain = domain();
        return host.equals(domain)
                || (wildcard()
                        && host.length() > domain.length()
                        && host.endsWith(domain)
                        && host.charAt(host.length() - domain.length() - 1) == '.');
    }
}
