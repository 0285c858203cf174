package io.consentfilter.store;

import io.consentfilter.model.ConsentState;
import java.time.LocalDate;
import java.util.Map;

/**
 * How often, on one day, the same was decided in the same way. Counted in the transaction that stores the records, kept when they are
 * erased, and without any identifier.
 *
 * @param day day of the decisions, UTC
 * @param notice notice version
 * @param language language shown
 * @param method layer and control used
 * @param services state of each service; tallies of the same choice share this map
 * @param purposes state of each purpose; tallies of the same choice share this map
 * @param times how often, at least once; a further tally may say the same of the same day, then both count
 */
public record Tally(
        LocalDate day,
        String notice,
        String language,
        String method,
        Map<String, ConsentState> services,
        Map<String, ConsentState> purposes,
        long times) {}
