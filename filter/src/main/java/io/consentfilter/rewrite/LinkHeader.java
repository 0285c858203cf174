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
        List<String> targets = targets(link);
        if (targets.isEmpty() || !fetches(link)) {
            return false;
        }
        String candidates = parameter(link, "imagesrcset");
        return targets.stream().anyMatch(withheld)
                || !SrcsetCandidates.without(candidates, withheld).equals(candidates);
    }

    private static boolean fetches(String link) {
        // Repeated "rel" parameters: the first counts (RFC 8288, 3.3); asking all is the wider reading.
        return FieldList.split(link, ';', true).stream()
                .filter(parameter -> named(parameter, "rel"))
                .anyMatch(parameter -> LinkRelations.fetch(value(parameter)));
    }

    private static String parameter(String link, String name) {
        return FieldList.split(link, ';', true).stream()
                .filter(parameter -> named(parameter, name))
                .map(LinkHeader::value)
                .findFirst()
                .orElse("");
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
