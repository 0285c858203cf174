package io.consentfilter.endpoint;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which of several forms a caller likes best (RFC 9110 §12.5.1); the first one where it does not say. */
final class Negotiation {
    private Negotiation() {}

    static String best(@Nullable String accept, List<String> offered) {
        if (accept == null) {
            return offered.get(0);
        }
        String best = offered.get(0);
        double bestWeight = 0;
        for (String type : offered) {
            double weight = weight(accept.toLowerCase(Locale.ROOT), type);
            if (weight > bestWeight) {
                best = type;
                bestWeight = weight;
            }
        }
        return best;
    }

    /** The weight of the range that fits most closely. */
    private static double weight(String accept, String type) {
        double weight = 0;
        int closest = 0;
        for (String part : accept.split(",")) {
            String[] range = part.trim().split(";");
            int closeness = closeness(range[0].trim(), type);
            if (closeness > closest) {
                closest = closeness;
                weight = quality(range);
            }
        }
        return weight;
    }

    private static int closeness(String range, String type) {
        if (range.equals(type)) {
            return 3;
        }
        return range.equals(type.substring(0, type.indexOf('/')) + "/*") ? 2 : range.equals("*/*") ? 1 : 0;
    }

    private static double quality(String[] range) {
        for (int i = 1; i < range.length; i++) {
            String parameter = range[i].trim();
            if (parameter.matches("q=[01](\\.[0-9]{0,3})?")) {
                return Double.parseDouble(parameter.substring(2));
            }
        }
        return 1;
    }
}
