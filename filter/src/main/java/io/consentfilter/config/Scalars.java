package io.consentfilter.config;

import io.consentfilter.model.HostPattern;
import io.consentfilter.model.Lifetime;
import java.net.IDN;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Types whose JSON form is one string. */
final class Scalars {
    /**
     * How a type is written.
     *
     * @param expected its form in words
     * @param pattern its form as a regular expression (ECMA-262), for the schema
     * @param parse reads it; throws a RuntimeException for what is no such thing
     */
    record Form(String expected, String pattern, Function<String, Object> parse) {}

    static final String PERIOD = "P(?=[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?";

    static final String TIME = "PT(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?";

    private static final Map<Class<?>, Form> FORMS = Map.of(
            Period.class,
            new Form("an ISO 8601 period such as \"P12M\"", "^" + PERIOD + "$", Scalars::period),
            LocalDate.class,
            new Form("a day such as \"2026-10-01\"", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", LocalDate::parse),
            Lifetime.class,
            new Form(
                    "\"session\" or an ISO 8601 period such as \"P13M\" or \"PT30M\"",
                    "^(session|" + PERIOD + "|" + TIME + ")$",
                    Scalars::lifetime),
            HostPattern.class,
            new Form(
                    "a host such as \"stats.example\" or \"*.stats.example\", in lower case, without scheme or path",
                    "^(\\*\\.)?[a-z0-9_.-]+(:[0-9]{1,5})?$",
                    HostPattern::new));

    private Scalars() {}

    static Optional<Form> form(Class<?> type) {
        return Optional.ofNullable(FORMS.get(type));
    }

    /** The words of an enum, in lower case with dashes. */
    static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Scalars::word).toList();
    }

    /** The word of one enum constant. */
    static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Object> constant(Class<?> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .map(Object.class::cast)
                .findFirst();
    }

    /** What was meant perhaps by something that is no host: an address, capitals, umlauts, a trailing dot. */
    static String hostHint(String found) {
        String host = found.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^[a-z][a-z0-9+.-]*://", "")
                .replaceFirst("[/?#].*$", "")
                .replaceFirst("\\.$", "");
        try {
            String ascii = host.startsWith("*.") ? "*." + IDN.toASCII(host.substring(2)) : IDN.toASCII(host);
            return ascii.equals(found) ? "" : ". Did you mean \"" + new HostPattern(ascii).text() + "\"?";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Java's own reader takes signs and small letters too; the schema does not. */
    private static Period period(String text) {
        if (!text.matches(PERIOD)) {
            throw new IllegalArgumentException(text);
        }
        return Period.parse(text);
    }

    private static Lifetime lifetime(String text) {
        if (!text.equals("session") && !text.matches(PERIOD) && !text.matches(TIME)) {
            throw new IllegalArgumentException(text);
        }
        return Lifetime.parse(text);
    }
}
