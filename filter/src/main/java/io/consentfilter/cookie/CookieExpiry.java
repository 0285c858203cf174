package io.consentfilter.cookie;

import io.consentfilter.model.StorageItem;
import io.consentfilter.registry.Registry;
import io.consentfilter.registry.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes a cookie whose domain and path the browser does not tell: one header for every candidate. A deletion works only on the
 * same name, domain, path and partition (RFC 6265bis §5.7; CHIPS), and a Secure cookie only yields to a Secure one.
 */
final class CookieExpiry {
    private static final String PAST = "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";

    private final Registry registry;

    CookieExpiry(Registry registry) {
        this.registry = registry;
    }

    List<String> of(String name, Verdict verdict, String requestHost, boolean secure) {
        List<String> headers = new ArrayList<>();
        boolean hostPrefix = name.startsWith("__Host-");
        Set<String> paths = new LinkedHashSet<>(List.of("/"));
        Set<String> domains = new LinkedHashSet<>(parents(hostOnly(requestHost)));
        for (StorageItem item : items(name, verdict)) {
            paths.addAll(item.paths());
            item.domains().stream()
                    .filter(d -> covers(d, hostOnly(requestHost)))
                    .forEach(domains::add);
        }
        List<String> scopes = new ArrayList<>(List.of(""));
        if (!hostPrefix) {
            domains.forEach(domain -> scopes.add("; Domain=" + domain));
        }
        for (String path : hostPrefix ? Set.of("/") : paths) {
            for (String scope : scopes) {
                headers.add(header(name, path, scope, secure));
                if (secure) {
                    headers.add(header(name, path, scope, true) + "; SameSite=None; Partitioned");
                }
            }
        }
        return headers;
    }

    private static String header(String name, String path, String domain, boolean secure) {
        return name + "=; Path=" + path + domain + PAST + (secure ? "; Secure" : "");
    }

    private List<StorageItem> items(String name, Verdict verdict) {
        String id = verdict.serviceId();
        if (id == null) {
            return List.of();
        }
        return registry.service(id).map(s -> s.storage()).orElse(List.of()).stream()
                .filter(item -> fits(item.name(), name))
                .toList();
    }

    /** Whether a name fits a pattern with {@code *} for anything. */
    static boolean fits(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        String head = pattern.substring(0, star);
        String tail = pattern.substring(pattern.lastIndexOf('*') + 1);
        return name.length() >= head.length() + tail.length() && name.startsWith(head) && name.endsWith(tail);
    }

    /** The host and its parents down to two labels; nothing for addresses and single labels, where Domain is refused. */
    static List<String> parents(String host) {
        List<String> domains = new ArrayList<>();
        if (host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))) {
            return domains;
        }
        String domain = host;
        while (domain.indexOf('.') > 0) {
            domains.add(domain);
            domain = domain.substring(domain.indexOf('.') + 1);
        }
        return domains;
    }

    private static String hostOnly(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    private static boolean covers(String domain, String host) {
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
