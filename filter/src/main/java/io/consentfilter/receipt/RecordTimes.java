package io.consentfilter.receipt;

import io.consentfilter.config.ReceiptsSection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.ZoneOffset;

/** How long things count and are kept (LAW.md B37, B38, B.6). All in UTC. */
final class RecordTimes {
    private final ReceiptsSection settings;

    RecordTimes(ReceiptsSection settings) {
        this.settings = settings;
    }

    Instant grantEnds(Instant now) {
        return plus(now, settings.grantLifetime());
    }

    Instant refusalEnds(Instant now) {
        return plus(now, settings.refusalLifetime());
    }

    /** A record with a subject is kept until claims have lapsed: some years after the consent ended, to the end of that year. */
    LocalDate eraseChain(Instant consentEnds) {
        LocalDate day = day(consentEnds).plus(settings.keepAfterEnd());
        return LocalDate.of(day.getYear(), Month.DECEMBER, 31);
    }

    /** A refusal without subject proves nothing about anybody; it soon becomes a daily count. */
    LocalDate eraseRefusal(Instant now) {
        return day(now).plus(settings.keepRefusals());
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant plus(Instant moment, Period period) {
        return moment.atZone(ZoneOffset.UTC).plus(period).toInstant();
    }
}
