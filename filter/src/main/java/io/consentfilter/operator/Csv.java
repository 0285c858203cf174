package io.consentfilter.operator;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.receipt.Since;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Receipts as CSV (RFC 4180), every field quoted. A field that a spreadsheet would take for a formula gets an apostrophe in front. */
final class Csv {
    static final String HEAD =
            "\"number\",\"id\",\"at\",\"site\",\"notice\",\"language\",\"method\",\"purposes\",\"services\",\"subject\",\"previous\",\"validUntil\",\"eraseAfter\",\"ended\",\"endedAt\"\r\n";

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private Csv() {}

    static String row(ConsentRecord record, Since since) {
        return Stream.of(
                        record.number(),
                        record.id(),
                        record.at().toString(),
                        record.site(),
                        record.noticeVersion(),
                        record.language(),
                        record.method(),
                        states(record.purposes()),
                        states(record.services()),
                        Objects.toString(record.subjectKey(), ""),
                        Objects.toString(record.previousId(), ""),
                        record.validUntil().toString(),
                        record.eraseAfter().toString(),
                        since.ended() == null ? "" : StatesNow.name(since.ended()),
                        Objects.toString(since.at(), ""))
                .map(Csv::field)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    static String field(@Nullable String text) {
        String safe = text == null ? "" : text;
        if (!safe.isEmpty() && FORMULA_STARTS.indexOf(safe.charAt(0)) >= 0) {
            safe = "'" + safe;
        }
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static String states(Map<String, ConsentState> states) {
        return states.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
