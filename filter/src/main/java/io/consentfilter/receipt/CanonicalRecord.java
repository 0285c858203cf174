package io.consentfilter.receipt;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A record as plain values, in the one form that is hashed: absent where null, moments to the millisecond in UTC. */
final class CanonicalRecord {
    // Always three digits: Instant.toString() drops zeros, and the hash must not depend on the moment.
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CanonicalRecord() {}

    static Map<String, Object> of(ConsentRecord record) {
        Map<String, Object> values = new TreeMap<>();
        values.put("id", record.id());
        values.put("number", record.number());
        values.put("site", record.site());
        values.put("at", moment(record.at()));
        if (record.subjectKey() != null) {
            values.put("subjectKey", record.subjectKey());
        }
        values.put("noticeVersion", record.noticeVersion());
        values.put("askVersion", record.askVersion());
        values.put("language", record.language());
        values.put("method", record.method());
        values.put("services", states(record.services()));
        values.put("purposes", states(record.purposes()));
        if (record.previousId() != null) {
            values.put("previousId", record.previousId());
        }
        values.put("validUntil", moment(record.validUntil()));
        values.put("eraseAfter", record.eraseAfter().toString());
        return values;
    }

    static String moment(Instant instant) {
        return MILLIS.format(instant);
    }

    static String state(ConsentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> states(Map<String, ConsentState> states) {
        Map<String, Object> names = new TreeMap<>();
        states.forEach((id, state) -> names.put(id, state(state)));
        return names;
    }
}
