package io.consentfilter.registry;

import io.consentfilter.model.Service;
import java.util.ArrayList;
import java.util.List;

/** Paths on own hosts behind which a service is proxied. */
final class PathTable {
    private final List<Rule> rules = new ArrayList<>();

    /** A path, and whether everything under it is meant. */
    private record Rule(String path, boolean under, Owners owners) {
        boolean matches(String requested) {
            return under
                    ? requested.startsWith(path)
                            || (requested.length() == path.length() - 1 && path.startsWith(requested))
                    : requested.equals(path);
        }
    }

    PathTable(List<Service> services) {
        for (Service service : services) {
            for (String path : service.paths()) {
                boolean under = path.endsWith("*");
                Owners owners = new Owners();
                owners.add(service.id());
                rules.add(new Rule(under ? path.substring(0, path.length() - 1) : path, under, owners));
            }
        }
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    Verdict judge(String path, Grants grants) {
        Verdict verdict = Verdicts.OWN;
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).matches(path)) {
                verdict = rules.get(i).owners().judge(grants);
                if (!verdict.withheld()) {
                    return verdict;
                }
            }
        }
        return verdict;
    }
}
