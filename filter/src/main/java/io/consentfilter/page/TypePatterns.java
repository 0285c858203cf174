package io.consentfilter.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content types as the configuration writes them: {@code type/subtype}, or {@code type/*} for all of a type. */
final class TypePatterns {
    private TypePatterns() {}

    /** Whether one of the patterns means this content type, whatever its parameters. */
    static boolean matches(List<String> patterns, @Nullable String contentType) {
        // A list is none of them: which of its types counts is the browser's choice.
        if (patterns.isEmpty() || contentType == null || contentType.indexOf(',') >= 0) {
            return false;
        }
        String essence = ContentKind.essence(contentType);
        for (String pattern : patterns) {
            if (pattern.endsWith("/*")
                    ? essence.startsWith(pattern.substring(0, pattern.length() - 1))
                    : essence.equals(pattern)) {
                return true;
            }
        }
        return false;
    }
}
