package io.consentfilter.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** Wording of the operator pages in one language. */
final class Texts {
    static final Texts GERMAN = new Texts("de", "dd.MM.yyyy");
    static final Texts ENGLISH = new Texts("en", "d MMM yyyy");

    private final String language;
    private final Properties wordings = new Properties();
    private final DateTimeFormatter day;
    private final DateTimeFormatter moment;

    private Texts(String language, String dayForm) {
        this.language = language;
        Locale locale = Locale.forLanguageTag(language);
        this.day = DateTimeFormatter.ofPattern(dayForm, locale).withZone(ZoneOffset.UTC);
        this.moment =
                DateTimeFormatter.ofPattern(dayForm + ", HH:mm:ss", locale).withZone(ZoneOffset.UTC);
        String name = "/META-INF/consent/operator/" + language + ".properties";
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            wordings.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Texts in(String language) {
        return language.equals("en") ? ENGLISH : GERMAN;
    }

    String language() {
        return language;
    }

    /** The wording, not yet escaped; slots are given as name, value, name, value. */
    String of(String key, Object... slots) {
        String wording = wordings.getProperty(key);
        if (wording == null) {
            throw new IllegalStateException("no wording for " + key);
        }
        String filled = wording;
        for (int i = 0; i + 1 < slots.length; i += 2) {
            filled = filled.replace("{" + slots[i] + "}", String.valueOf(slots[i + 1]));
        }
        return filled;
    }

    /** The wording, or the word itself where we have none. */
    String orSelf(String prefix, String word) {
        return or(prefix + word, word);
    }

    /** The wording, or another where we have none. */
    String or(String key, String otherwise) {
        return wordings.getProperty(key, otherwise);
    }

    String day(Instant at) {
        return day.format(at);
    }

    String moment(Instant at) {
        return moment.format(at);
    }

    Set<String> keys() {
        return wordings.stringPropertyNames();
    }
}
