package io.consentfilter.json;

import org.jspecify.annotations.Nullable;

/** The JSON Canonicalization Scheme, RFC 8785. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** The canonical bytes of a value made of Map, List, String, Number, Boolean and null. */
    public static byte[] bytes(@Nullable Object value) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
