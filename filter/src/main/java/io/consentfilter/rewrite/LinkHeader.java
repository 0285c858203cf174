package io.consentfilter.rewrite;

import io.consentfilter.web.LinkRelations;
import io.consentfilter.web.SrcsetCandidates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The Link header (RFC 8288, appendix B): links whose relation fetches lose their place when their target is withheld. Browsers
 * disagree about malformed values; such a value is taken out as a whole where it names a withheld target at all.
 */
final class LinkHeader {
    private LinkHeader() {}

    static @Nullable String without(String value, Predicate<String> withheld) {
        if (malformed(value)) {
            return targets(value).stream().anyMatch(withheld) ? null : value;
        }
        List<String> links = FieldList.split(value, ',', true);
        List<String> kept = new ArrayList<>();
        for (String link : links) {
            if (!loads(link, withheld)) {
                kept.add(link.strip());
            }
        }
        return FieldList.joined(value, links.size(), kept);
    }

    /** Quotes or brackets that nobody closes. */
    private static boolean malformed(String value) {
        return value.chars().filter(c -> c == '"').count() % 2 != 0
                || value.chars().filter(c -> c == '<').count()
                        != value.chars().filter(c -> c == '>').count();
    }

    private static List<String> targets(String value) {
        List<String> targets = new ArrayList<>();
        for (int open = value.indexOf('<'); open >= 0; open = value.indexOf('<', open + 1)) {
            int close = value.indexOf('>', open);
            targets.add(value.substring(open + 1, close < 0 ? value.length() : close));
        }
        return targets;
    }

    private static boolean loads(String link, Predicate<String> withheld) {
        // Angle brackets protect the target only: in a parameter they hide none of those behind them.
        List<String> parameters = FieldList.split(link, ';', false);
        List<String> targets = targets(link);
        return !targets.isEmpty()
                && fetches(parameters)
                && (targets.stream().anyMatch(withheld) || candidates(parameters, withheld));
    }

    private static boolean fetches(List<String> parameters) {
        // Repeated "rel" parameters: the first counts (RFC 8288, 3.3); asking all is the wider reading.
        return parameters.stream()
                .filter(parameter -> named(parameter, "rel"))
                .anyMatch(parameter -> LinkRelations.fetch(value(parameter)));
    }

    private static boolean candidates(List<String> parameters, Predicate<String> withheld) {
        return parameters.stream()
                .filter(parameter -> named(parameter, "imagesrcset"))
                .map(LinkHeader::value)
                .anyMatch(list -> !SrcsetCandidates.without(list, withheld).equals(list));
    }

    private static boolean named(String parameter, String name) {
        int equals = parameter.indexOf('=');
        return equals > 0
                && parameter
                        .substring(0, equals)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(name);
    }

    private static String value(String parameter) {
        return FieldList.unquoted(parameter.substring(parameter.indexOf('=') + 1));
    }
}
