package io.consentfilter.policy;

import io.consentfilter.model.Lifetime;
import io.consentfilter.model.Retention;
import io.consentfilter.model.Text;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one language says periods, dates, countries, lists and the codes of the configuration. */
final class Words {
    private final Wording wording;
    private final Locale locale;

    Words(Wording wording) {
        this.wording = wording;
        this.locale = Locale.forLanguageTag(wording.tag());
    }

    /** A text of the configuration: the operator's words, only the Swiss ß becomes ss. */
    Html text(@Nullable Text text) {
        if (text == null) {
            return new Html();
        }
        String words = text.in(wording.tag());
        return Html.text(wording.tag().equals("de-CH") ? Wording.swissLetters(words) : words);
    }

    /** Day, month in letters, year. */
    String date(LocalDate day) {
        String form = locale.getLanguage().equals("de") ? "d. MMMM yyyy" : "d MMMM yyyy";
        return day.format(DateTimeFormatter.ofPattern(form, locale));
    }

    /** Name of a country by its ISO code. */
    String country(String code) {
        String own = "country." + code;
        return wording.has(own)
                ? wording.plain(own)
                : new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }

    String countries(Collection<String> codes) {
        return join(codes.stream().map(this::country).distinct().toList());
    }

    /** One, two and three. */
    String join(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " " + wording.plain("and") + " " + words.get(last);
    }

    /** "13 Monate". */
    String period(Period period) {
        return period(period, "");
    }

    /** "13 Monaten", as it stands after a preposition. */
    String periodAfter(Period period) {
        return period(period, ".dative");
    }

    private String period(Period period, String form) {
        List<String> parts = new ArrayList<>();
        add(parts, "unit.year", period.getYears(), form);
        add(parts, "unit.month", period.getMonths(), form);
        add(parts, "unit.day", period.getDays(), form);
        return join(parts);
    }

    private void add(List<String> parts, String unit, int count, String form) {
        if (count != 0) {
            String key = count == 1 ? unit + ".one" : unit + form;
            parts.add(wording.say(key, "count", count).toString());
        }
    }

    Html lifetime(@Nullable Lifetime lifetime) {
        if (lifetime == null) {
            return wording.say("storage.unknown");
        }
        if (lifetime.time() != null) {
            return Html.text(time(lifetime.time()));
        }
        return lifetime.period() == null ? wording.say("lifetime.session") : Html.text(period(lifetime.period()));
    }

    private String time(Duration time) {
        List<String> parts = new ArrayList<>();
        add(parts, "unit.hour", Math.toIntExact(time.toHours()), "");
        add(parts, "unit.minute", time.toMinutesPart(), "");
        add(parts, "unit.second", time.toSecondsPart(), "");
        return join(parts);
    }

    /** How long something is kept; empty where nobody said so. */
    Html retention(@Nullable Retention retention) {
        if (retention == null) {
            return new Html();
        }
        List<Html> parts = new ArrayList<>();
        if (retention.period() != null) {
            parts.add(
                    retention.from() == null
                            ? wording.say("retention.period", "period", period(retention.period()))
                            : wording.say(
                                    "retention.period.from",
                                    "period",
                                    period(retention.period()),
                                    "from",
                                    code("retention.from.", retention.from())));
        }
        if (retention.criterion() != null) {
            parts.add(code("retention.criterion.", retention.criterion()));
        }
        if (retention.law() != null) {
            parts.add(wording.say("retention.law", "law", retention.law()));
        }
        if (retention.reviewEvery() != null) {
            parts.add(wording.say("retention.review", "period", periodAfter(retention.reviewEvery())));
        }
        return Html.commas(parts);
    }

    /** Our wording of a code of the configuration; a code that we have no wording for stands as it was written. */
    Html code(String prefix, String code) {
        return wording.has(prefix + code) ? wording.say(prefix + code) : Html.text(code);
    }

    /** Our wording of an enum constant: {@code role.joint-controller}. */
    Html constant(String prefix, Enum<?> constant) {
        return wording.say(prefix + key(constant));
    }

    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Html data(List<String> kinds) {
        return Html.commas(kinds.stream().map(kind -> code("data.", kind)).toList());
    }
}
