package io.consentfilter.operator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Days that statistics look at; thirty up to today if nobody says otherwise. The last day is part of it. */
record Window(LocalDate from, LocalDate to) {
    /** Days in one answer. */
    static final int DAYS_MAX = 400;

    private static final int DAYS_DEFAULT = 30;

    static Window of(Call call, Instant now) throws BadParameterException {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate to = day(call, "to", today);
        LocalDate from = day(call, "from", to.minusDays(DAYS_DEFAULT - 1));
        if (from.isAfter(to)) {
            throw new BadParameterException("to", to.toString(), "a day not before from");
        }
        if (from.plusDays(DAYS_MAX).isBefore(to)) {
            throw new BadParameterException("from", from.toString(), "at most " + DAYS_MAX + " days before to");
        }
        return new Window(from, to);
    }

    private static LocalDate day(Call call, String name, LocalDate otherwise) throws BadParameterException {
        String given = call.parameter(name);
        if (given == null) {
            return otherwise;
        }
        try {
            return LocalDate.parse(given);
        } catch (DateTimeParseException e) {
            throw new BadParameterException(name, given, "a day such as 2026-11-23");
        }
    }

    Instant start() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first moment after it. */
    Instant end() {
        return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
