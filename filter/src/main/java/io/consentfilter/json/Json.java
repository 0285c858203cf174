package io.consentfilter.json;

import org.jspecify.annotations.Nullable;

/** JSON to and from plain values: Map (in order), List, String, Number, Boolean, null. */
public final class Json {
    private Json() {}

    /** Reads one value. Duplicate keys and trailing content are refused. */
    public static @Nullable Object parse(byte[] utf8) throws JsonProblem {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Writes one value, UTF-8, without white space. */
    public static byte[] bytes(@Nullable Object value) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Writes one value, indented for readers. */
    public static String pretty(@Nullable Object value) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
