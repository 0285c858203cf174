package io.consentfilter.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of one language: key to sentence with named slots, from {@code META-INF/consent/policy/<language>.properties}.
 *
 * <p>Swiss German is not a copy but a rule over the German sentences: ss, Swiss quotation marks, and the words of the DSG
 * (<i>Bearbeitung</i>, <i>Personendaten</i>). What fills the slots (names, addresses) is never changed.
 */
final class Wording {
    /** Languages that a policy can be written in. */
    static final Set<String> LANGUAGES = Set.of("de", "en");

    private static final String FOLDER = "/META-INF/consent/policy/";
    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");

    private final String tag;
    private final Map<String, String> sentences;

    private Wording(String tag, Map<String, String> sentences) {
        this.tag = tag;
        this.sentences = sentences;
    }

    /** The wording of a language, in the Swiss variant where the controller sits in Switzerland. */
    static Wording of(String language, boolean swiss) {
        boolean german = language.equals("de");
        String tag = german && swiss ? "de-CH" : language;
        Map<String, String> sentences = new HashMap<>();
        UnaryOperator<String> variant = german && swiss ? Wording::swissGerman : UnaryOperator.identity();
        resource(language).forEach((key, sentence) -> sentences.put(key, variant.apply(sentence)));
        return new Wording(tag, sentences);
    }

    /** BCP 47 tag of the wording. */
    String tag() {
        return tag;
    }

    boolean has(String key) {
        return sentences.containsKey(key);
    }

    Set<String> keys() {
        return new TreeSet<>(sentences.keySet());
    }

    /** The bare sentence, for keys without slots. */
    String plain(String key) {
        String sentence = sentences.get(key);
        if (sentence == null) {
            throw new IllegalStateException("no wording for " + key + " in " + tag);
        }
        return sentence;
    }

    /**
     * The sentence as HTML. Slots are given as name, value, name, value …; a String is escaped, {@link Html} is put in as it is.
     */
    Html say(String key, Object... slots) {
        Matcher matcher = SLOT.matcher(Html.escape(plain(key)));
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(slot(key, matcher.group(1), slots)));
        }
        return new Html().raw(matcher.appendTail(out).toString());
    }

    private static String slot(String key, String name, Object... slots) {
        for (int i = 0; i + 1 < slots.length; i += 2) {
            if (slots[i].equals(name)) {
                String filled =
                        slots[i + 1] instanceof Html html ? html.toString() : Html.escape(slots[i + 1].toString());
                if (!filled.isBlank()) {
                    return filled;
                }
            }
        }
        throw new IllegalStateException("nothing fills {" + name + "} of " + key);
    }

    /** German sentences in the orthography and the legal terms of Switzerland. */
    static String swissGerman(String german) {
        return swissLetters(german)
                .replace("personenbezogener Daten", "von Personendaten")
                .replaceAll("personenbezogenen? Daten", "Personendaten")
                .replace("verarbeit", "bearbeit")
                .replace("Verarbeit", "Bearbeit")
                .replace('„', '«')
                .replace('“', '»');
    }

    /** German text in the orthography of Switzerland: what somebody else wrote keeps its words. */
    static String swissLetters(String german) {
        return german.replace("ß", "ss");
    }

    /** A table of this folder: key to value, in UTF-8. */
    static Map<String, String> resource(String name) {
        Properties table = new Properties();
        try (InputStream in = Wording.class.getResourceAsStream(FOLDER + name + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("no texts named " + name);
            }
            table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> entries = new HashMap<>();
        table.stringPropertyNames().forEach(key -> entries.put(key, table.getProperty(key)));
        return entries;
    }
}
