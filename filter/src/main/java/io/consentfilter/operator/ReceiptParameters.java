package io.consentfilter.operator;

import io.consentfilter.model.ConsentState;
import io.consentfilter.operator.Endpoint.Parameter;
import io.consentfilter.seal.Ids;
import io.consentfilter.store.Offered;
import io.consentfilter.store.ReceiptQuery;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a query for receipts; whatever cannot be understood is named. */
final class ReceiptParameters {
    static final List<Parameter> FILTERS = List.of(
            Parameter.optional("id", "Record id."),
            Parameter.optional("number", "Receipt number; spaces, dashes and lower case do not matter."),
            Parameter.optional("subject", "Subject key."),
            Parameter.optional("notice", "Notice version."),
            Parameter.optional("purpose", "Purpose id, together with state."),
            Parameter.optional("service", "Service or activity id, together with state."),
            Parameter.optional("state", "One of " + states() + ", as it is today; alone: of any service or purpose."),
            Parameter.optional("method", "Beginning of the method, such as banner:layer1."),
            Parameter.optional("from", "From this moment on: a day (UTC) or an instant, such as 2026-11-23T08:00:00Z."),
            Parameter.optional("to", "Before this moment; a day counts to its end."));

    static final Parameter LIMIT = Parameter.optional(
            "limit",
            "Receipts a page, 1 to " + ReceiptQuery.LIMIT_MAX + "; " + ReceiptQuery.LIMIT_DEFAULT + " if absent.");
    static final Parameter AFTER = Parameter.optional(
            "after",
            "What the page before named as next; a page may be short or empty and still have one, where no index answers the question.");

    private final HttpServletRequest request;

    private ReceiptParameters(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * @param offered what the site asks for today
     */
    static ReceiptQuery query(HttpServletRequest request, Offered offered) throws BadParameterException {
        ReceiptParameters read = new ReceiptParameters(request);
        Instant from = read.moment("from", 0);
        Instant to = read.moment("to", 1);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new BadParameterException("to", String.valueOf(read.text("to")), "a moment after from");
        }
        ConsentState state = read.state();
        if (state == null && (read.text("purpose") != null || read.text("service") != null)) {
            throw new BadParameterException("state", "", "one of " + states() + " together with purpose or service");
        }
        return new ReceiptQuery(
                read.text("id"),
                read.number(),
                read.text("subject"),
                read.text("notice"),
                read.text("purpose"),
                read.text("service"),
                state,
                read.text("method"),
                from,
                to,
                read.limit(),
                read.text("after"),
                offered);
    }

    /** Refuses names that the call does not know: a misspelt filter must not look like an answer. */
    static void onlyKnown(HttpServletRequest request, List<Parameter> known) throws BadParameterException {
        List<String> names = known.stream().map(Parameter::name).toList();
        for (Map.Entry<String, String[]> given : request.getParameterMap().entrySet()) {
            if (!names.contains(given.getKey())) {
                throw new BadParameterException(given.getKey(), given.getValue()[0], "one of the names " + names);
            }
            if (given.getValue().length > 1) {
                throw new BadParameterException(given.getKey(), given.getValue()[1], "one value");
            }
        }
    }

    private @Nullable String text(String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private @Nullable String number() throws BadParameterException {
        String given = text("number");
        if (given == null) {
            return null;
        }
        String normal = Ids.normalReceiptNumber(given);
        if (normal == null) {
            throw new BadParameterException(
                    "number", given, "a receipt number; its last character does not fit the others");
        }
        return normal;
    }

    private @Nullable ConsentState state() throws BadParameterException {
        String given = text("state");
        if (given == null) {
            return null;
        }
        try {
            return ConsentState.valueOf(given.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("state", given, "one of " + states());
        }
    }

    private int limit() throws BadParameterException {
        String given = text("limit");
        if (given == null) {
            return ReceiptQuery.LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(given);
            if (limit >= 1 && limit <= ReceiptQuery.LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new BadParameterException("limit", given, "a number from 1 to " + ReceiptQuery.LIMIT_MAX);
    }

    /** A moment; a bare day is its beginning, or so many days later. */
    private @Nullable Instant moment(String name, int daysLater) throws BadParameterException {
        String given = text(name);
        if (given == null) {
            return null;
        }
        try {
            return given.indexOf('T') < 0
                    ? LocalDate.parse(given)
                            .plusDays(daysLater)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(given);
        } catch (DateTimeParseException e) {
            throw new BadParameterException(
                    name, given, "a day such as 2026-11-23 or an instant such as 2026-11-23T08:00:00Z");
        }
    }

    static String states() {
        return Arrays.stream(ConsentState.values())
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
