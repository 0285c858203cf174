package io.consentfilter.receipt;

import io.consentfilter.model.ConsentState;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a decision means for each service, seen from how things stood before (LAW.md B.3).
 *
 * @param granted what counts from now on
 * @param refused what was offered and does not count
 * @param carried the part of {@code granted} that this control did not ask about: it keeps its old end
 * @param states state of each service and activity the record speaks of
 */
record Weighing(Set<String> granted, Set<String> refused, Set<String> carried, Map<String, ConsentState> states) {
    /**
     * Weighs.
     *
     * @param asked what the control decided about
     * @param wanted the part of it to grant
     * @param askable what can be granted at all today; an old grant outside of it is revoked
     */
    static Weighing of(Set<String> asked, Set<String> wanted, Before before, Collection<String> askable) {
        Set<String> granted = new TreeSet<>(wanted);
        Set<String> refused = new TreeSet<>(asked);
        Set<String> carried = new TreeSet<>();
        refused.removeAll(wanted);
        Map<String, ConsentState> states = new TreeMap<>();
        wanted.forEach(id -> states.put(id, before.hadGranted(id) ? ConsentState.RENEWED : ConsentState.GIVEN));
        refused.forEach(
                id -> states.put(id, before.granted().contains(id) ? ConsentState.WITHDRAWN : ConsentState.REFUSED));
        for (String id : before.granted()) {
            if (!askable.contains(id)) {
                states.put(id, ConsentState.REVOKED);
            } else if (!asked.contains(id)) {
                carried.add(id);
                states.put(id, ConsentState.GIVEN);
            }
        }
        granted.addAll(carried);
        // Written down now, because nobody came by when it ended (LAW.md B.3: computed, written lazily).
        before.expired().stream().filter(id -> !asked.contains(id)).forEach(id -> states.put(id, before.end()));
        before.refused().stream()
                .filter(id -> askable.contains(id) && !granted.contains(id))
                .forEach(id -> {
                    refused.add(id);
                    states.putIfAbsent(id, ConsentState.REFUSED);
                });
        return new Weighing(granted, refused, carried, states);
    }

    /** The state of a purpose, from those of its services: valid only where all are. */
    ConsentState purpose(Collection<String> services) {
        boolean valid = true;
        boolean renewed = true;
        boolean withdrawn = false;
        ConsentState ended = null;
        for (String id : services) {
            ConsentState state = states.get(id);
            valid &= state != null && state.valid();
            renewed &= state == ConsentState.RENEWED;
            withdrawn |= state == ConsentState.WITHDRAWN;
            ended = state == ConsentState.EXPIRED || state == ConsentState.INVALIDATED ? state : ended;
        }
        if (valid) {
            return renewed ? ConsentState.RENEWED : ConsentState.GIVEN;
        }
        if (withdrawn) {
            return ConsentState.WITHDRAWN;
        }
        return ended == null ? ConsentState.REFUSED : ended;
    }
}
