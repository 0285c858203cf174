package io.consentfilter.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Which of the site's languages fits a request: RFC 9110 §12.5.4, matched as RFC 4647 §3.4 looks up. */
final class Languages {
    /** Longer headers are cut there: no browser sends as much. */
    static final int HEADER_CHARS_MAX = 1000;

    /** So many answers are remembered: browsers send few different headers. */
    private static final int KNOWN = 64;

    /** Longer questions are answered anew each time. */
    private static final int KNOWN_CHARS_MAX = 200;

    private final List<String> offered;
    private final Map<String, String> byTag = new HashMap<>();
    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(KNOWN);

    private record Known(@Nullable String lang, @Nullable String acceptLanguage, String language) {
        boolean answers(@Nullable String otherLang, @Nullable String otherHeader) {
            return Objects.equals(lang, otherLang) && Objects.equals(acceptLanguage, otherHeader);
        }
    }

    Languages(List<String> offered) {
        this.offered = List.copyOf(offered);
        for (String tag : offered) {
            byTag.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
        }
    }

    /** The first of {@code lang} (a tag or a {@code Content-Language} list) that the site speaks, else what {@code Accept-Language} likes best, else the first. */
    String choose(@Nullable String lang, @Nullable String acceptLanguage) {
        if (length(lang) + length(acceptLanguage) > KNOWN_CHARS_MAX) {
            return chosen(lang, acceptLanguage);
        }
        int place = (Objects.hashCode(lang) * 31 + Objects.hashCode(acceptLanguage)) & (KNOWN - 1);
        Known before = known.get(place);
        if (before != null && before.answers(lang, acceptLanguage)) {
            return before.language();
        }
        String language = chosen(lang, acceptLanguage);
        known.set(place, new Known(lang, acceptLanguage, language));
        return language;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private String chosen(@Nullable String lang, @Nullable String acceptLanguage) {
        String named = lang == null ? null : named(lang);
        return named != null ? named : best(acceptLanguage == null ? "" : acceptLanguage);
    }

    private @Nullable String named(String list) {
        for (String tag : list.split(",", -1)) {
            String found = match(tag.trim());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private String best(String header) {
        Map<String, Double> weights = weights(header);
        String best = offered.get(0);
        double most = 0;
        for (String range : weights.keySet()) {
            String candidate = range.equals("*") ? unnamed(weights) : match(range);
            double weight = weights.get(range);
            if (candidate != null && weight > most) {
                best = candidate;
                most = weight;
            }
        }
        return best;
    }

    /** Ranges in their order with their weights; what is malformed is left out. */
    private static Map<String, Double> weights(String header) {
        Map<String, Double> weights = new java.util.LinkedHashMap<>();
        String cut = header.length() > HEADER_CHARS_MAX ? header.substring(0, HEADER_CHARS_MAX) : header;
        for (String item : cut.split(",", -1)) {
            String[] parts = item.trim().split("\\s*;\\s*", -1);
            double weight = parts.length == 1 ? 1 : quality(parts[1]);
            if (!parts[0].isEmpty() && weight >= 0) {
                weights.putIfAbsent(parts[0], weight);
            }
        }
        return weights;
    }

    private static double quality(String parameter) {
        boolean wellFormed = parameter.matches("[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");
        return wellFormed ? Double.parseDouble(parameter.substring(2)) : -1;
    }

    /** What {@code *} stands for: the first language that no other range names. */
    private @Nullable String unnamed(Map<String, Double> weights) {
        List<String> left = new ArrayList<>(offered);
        for (String range : weights.keySet()) {
            left.remove(match(range));
        }
        return left.isEmpty() ? null : left.get(0);
    }

    /** {@code de-CH} finds {@code de-CH}, else {@code de}; {@code de} finds {@code de}, else the first {@code de-…}. */
    private @Nullable String match(String range) {
        String wanted = range.toLowerCase(Locale.ROOT);
        for (String at = wanted; !at.isEmpty(); at = at.contains("-") ? at.substring(0, at.lastIndexOf('-')) : "") {
            String tag = byTag.get(at);
            if (tag != null) {
                return tag;
            }
        }
        for (String tag : offered) {
            if (tag.toLowerCase(Locale.ROOT).startsWith(wanted + "-")) {
                return tag;
            }
        }
        return null;
    }
}
