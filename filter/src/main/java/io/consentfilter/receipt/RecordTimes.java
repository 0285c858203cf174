package io.consentfilter.receipt;

import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.model.Decision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

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

    /** The same decision, made and ending at midnight: it never ends earlier. */
    static Decision inWholeDays(Decision decision) {
        return new Decision(
                decision.decidedAt().truncatedTo(ChronoUnit.DAYS),
                decision.validUntil().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS),
                decision.askVersion(),
                decision.noticeVersion(),
                decision.granted(),
                decision.refused(),
                decision.recordId(),
                decision.subjectId(),
                decision.earlierNotices());
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant plus(Instant moment, Period period) {
        return moment.atZone(ZoneOffset.UTC).plus(period).toInstant();
    }
}
