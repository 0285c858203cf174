package io.consentfilter.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the controller keeps of one decision (ISO/IEC TS 27560). No address, no user agent, no referrer, no URL (LAW.md B46).
 *
 * @param id UUIDv7
 * @param number receipt number, short and readable aloud
 * @param site id of the site
 * @param at server time, to the millisecond
 * @param subjectKey HMAC of the random id in the visitor's cookie; null for a first refusal
 * @param noticeVersion hash of what was shown
 * @param askVersion hash of what was asked
 * @param language language shown
 * @param method layer and control used, such as {@code banner:layer1:accept-all}
 * @param services state of each service and consent activity that was offered
 * @param purposes state of each purpose offered: given only where all its services were
 * @param previousId the record this one replaces
 * @param validUntil when grants and refusals of this record run out
 * @param eraseAfter day after which the retention job erases it
 */
public record ConsentRecord(
        String id,
        String number,
        String site,
        Instant at,
        @Nullable String subjectKey,
        String noticeVersion,
        String askVersion,
        String language,
        String method,
        Map<String, ConsentState> services,
        Map<String, ConsentState> purposes,
        @Nullable String previousId,
        Instant validUntil,
        LocalDate eraseAfter) {
    public ConsentRecord {
        services = Collections.unmodifiableMap(new TreeMap<>(services));
        purposes = Collections.unmodifiableMap(new TreeMap<>(purposes));
    }
}
