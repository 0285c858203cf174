package io.consentfilter.view;

import io.consentfilter.model.Lifetime;
import io.consentfilter.model.Retention;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Periods, dates and countries as people say them. */
final class Spoken {
    private final Wording wording;

    Spoken(Wording wording) {
        this.wording = wording;
    }

    String lifetime(@Nullable Lifetime lifetime) {
        if (lifetime == null) {
            return wording.text("fact.unknown");
        }
        Period period = lifetime.period();
        return period == null ? wording.text("unit.session") : period(period);
    }

    String period(Period period) {
        List<String> parts = new ArrayList<>();
        part(parts, period.getYears(), "years");
        part(parts, period.getMonths(), "months");
        part(parts, period.getDays(), "days");
        return String.join(" ", parts);
    }

    private void part(List<String> parts, int count, String unit) {
        if (count > 0 && wording.find("unit." + unit) instanceof List<?> forms) {
            parts.add(count + " " + forms.get(count == 1 ? 0 : 1));
        }
    }

    String retention(@Nullable Retention retention) {
        if (retention == null) {
            return wording.text("fact.unknown");
        }
        if (retention.period() != null) {
            return period(retention.period());
        }
        String criterion = retention.criterion();
        return criterion == null ? wording.text("fact.unknown") : wording.named("criterion", criterion, criterion);
    }

    /** Name of a country by its ISO 3166-1 code. */
    String country(String code) {
        return new Locale("", code).getDisplayCountry(wording.locale());
    }

    String countries(Collection<String> codes) {
        return String.join(", ", codes.stream().map(this::country).toList());
    }

    String moment(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(wording.locale())
                .withZone(ZoneId.systemDefault())
                .format(at);
    }

    String day(Instant at) {
        return day(LocalDate.ofInstant(at, ZoneId.systemDefault()));
    }

    String day(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(wording.locale())
                .format(date);
    }
}
