package io.consentfilter.cli;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Proof;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads proofs and heads from plain JSON values, with or without the prefix {@code cc:} that they carry in JSON-LD. */
final class ProofFields {
    /** RFC 8785 carries whole numbers exactly up to here; no log reaches it. */
    private static final long MAX = (1L << 53) - 1;

    /** Leaves of one batch: writers close one at a few hundred; what a file claims beyond this is not worth its memory. */
    static final int LEAVES_MAX = 1 << 16;

    private final Map<?, ?> values;

    private ProofFields(Map<?, ?> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException if something is missing or no such thing; the message says what */
    static Proof proof(Map<?, ?> values) {
        ProofFields fields = new ProofFields(values);
        List<byte[]> path = new ArrayList<>();
        if (fields.need("path") instanceof List<?> list) {
            list.forEach(each -> path.add(decode("path", each)));
        }
        return new Proof(fields.bytes("salt"), leaf(fields.number("index")), path, head(fields.map("head")));
    }

    static Head head(Map<?, ?> values) {
        ProofFields fields = new ProofFields(values);
        return new Head(
                fields.text("log"),
                fields.sequence(),
                fields.size(),
                fields.hash("root"),
                fields.hash("previous"),
                fields.instant("at"),
                fields.text("keyId"),
                fields.bytes("signature"));
    }

    /** A place in a batch. */
    static int leaf(long number) {
        if (number < 0 || number >= LEAVES_MAX) {
            throw new IllegalArgumentException("leaf " + number + ": a batch has places from 0 to " + (LEAVES_MAX - 1));
        }
        return (int) number;
    }

    private long sequence() {
        long sequence = number("sequence");
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence " + sequence + ": a log begins with 1");
        }
        return sequence;
    }

    private int size() {
        long size = number("size");
        if (size > LEAVES_MAX) {
            throw new IllegalArgumentException("size " + size + ": a batch has at most " + LEAVES_MAX + " leaves");
        }
        return (int) size;
    }

    /** An object among the values, or null. */
    static @Nullable Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : null;
    }

    private Map<?, ?> map(String name) {
        if (need(name) instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(name + " is no object");
    }

    private String text(String name) {
        if (need(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is no text");
    }

    private long number(String name) {
        Object value = need(name);
        if ((value instanceof Long || value instanceof Integer)
                && value instanceof Number number
                && number.longValue() >= 0
                && number.longValue() <= MAX) {
            return number.longValue();
        }
        throw new IllegalArgumentException(name + " is no number that fits");
    }

    private byte[] bytes(String name) {
        return decode(name, need(name));
    }

    private byte[] hash(String name) {
        byte[] bytes = bytes(name);
        if (bytes.length != Head.HASH_BYTES) {
            throw new IllegalArgumentException(name + " is no SHA-256 hash");
        }
        return bytes;
    }

    private Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is no moment", e);
        }
    }

    private Object need(String name) {
        Object value = values.get(name) != null ? values.get(name) : values.get("cc:" + name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    static byte[] decode(String name, @Nullable Object value) {
        try {
            return Base64.getUrlDecoder().decode(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not base64url", e);
        }
    }
}
