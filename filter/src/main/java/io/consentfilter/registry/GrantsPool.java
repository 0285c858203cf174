package io.consentfilter.registry;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps one object per set of grants. */
final class GrantsPool {
    /** At most so many different sets are kept; further ones are made anew and equal each other. */
    static final int POOLED_MAX = 4096;

    private final Set<String> askable;
    private final Map<Set<String>, Grants> pool = new ConcurrentHashMap<>();

    GrantsPool(Set<String> askable) {
        this.askable = Set.copyOf(askable);
    }

    /** The grants of these ids; ids that nobody can be asked for (any more) are left out. */
    Grants of(Set<String> ids) {
        if (ids.isEmpty()) {
            return Grants.NONE;
        }
        Grants pooled = pool.get(ids);
        return pooled != null ? pooled : pooled(ids);
    }

    private Grants pooled(Set<String> ids) {
        Set<String> valid = new TreeSet<>(ids);
        valid.retainAll(askable);
        Grants grants = valid.isEmpty() ? Grants.NONE : pool.get(valid);
        if (grants == null) {
            grants = new Grants(valid, Fingerprint.of(valid, 6));
        }
        if (pool.size() >= POOLED_MAX) {
            return grants;
        }
        Grants first = pool.putIfAbsent(grants.services(), grants);
        grants = first == null ? grants : first;
        pool.putIfAbsent(Set.copyOf(ids), grants);
        return grants;
    }
}
