package io.consentfilter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** JSON to and from plain values: Map (in order), List, String, Number, Boolean, null. */
public final class Json {
    private static final ObjectWriter COMPACT = JsonMapper.builder().build().writer();
    private static final ObjectWriter PRETTY = COMPACT.with(new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    /**
     * Reads one value: whole numbers as Long (BigInteger where they do not fit), others as Double. Duplicate keys, comments,
     * trailing content, bytes that are no UTF-8 and more than 64 levels are refused.
     */
    public static @Nullable Object parse(byte[] utf8) throws JsonProblem {
        return JsonTree.read("", utf8).plain();
    }

    /** Writes one value, UTF-8, without white space. */
    public static byte[] bytes(@Nullable Object value) {
        try {
            return COMPACT.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON value", e);
        }
    }

    /** Writes one value, indented by two spaces, lines ended by a line feed. */
    public static String pretty(@Nullable Object value) {
        try {
            return PRETTY.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON value", e);
        }
    }
}
