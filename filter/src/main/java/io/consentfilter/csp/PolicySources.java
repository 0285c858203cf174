package io.consentfilter.csp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Host sources of a policy (CSP Level 3 §2.3.1). */
final class PolicySources {
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?)(:[0-9]{1,5})?");

    private PolicySources() {}

    /** Whether this is a host, perhaps with a port, and nothing that could end a directive. */
    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /** Our {@code *.domain} means the domain too; that of a policy does not. */
    static List<String> of(String hostPattern) {
        return hostPattern.startsWith("*.") ? List.of(hostPattern.substring(2), hostPattern) : List.of(hostPattern);
    }

    /** One wildcard in the place of several hosts under the same domain; nothing is dropped. */
    static Set<String> collapse(Set<String> sources) {
        Map<String, List<String>> byDomain = new LinkedHashMap<>();
        sources.forEach(source -> byDomain.computeIfAbsent(domainOf(source), d -> new ArrayList<>())
                .add(source));
        Set<String> shorter = new LinkedHashSet<>();
        byDomain.forEach((domain, members) ->
                shorter.addAll(members.size() > 1 && !domain.isEmpty() ? List.of(domain, "*." + domain) : members));
        return shorter;
    }

    /** The last two labels, or three below short country suffixes such as {@code co.uk}; empty where hosts must stay apart. */
    static String domainOf(String source) {
        if (source.contains("/") || source.contains(":") || source.contains("[")) {
            return "";
        }
        String[] labels = (source.startsWith("*.") ? source.substring(2) : source).split("\\.");
        int n = labels.length;
        if (n < 2 || labels[n - 1].chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "";
        }
        boolean shortSuffix = labels[n - 1].length() == 2 && labels[n - 2].length() <= 3;
        if (!shortSuffix) {
            return labels[n - 2] + "." + labels[n - 1];
        }
        return n < 3 ? "" : labels[n - 3] + "." + labels[n - 2] + "." + labels[n - 1];
    }
}
