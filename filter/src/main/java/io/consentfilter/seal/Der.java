package io.consentfilter.seal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element of DER (X.690): just enough to ask a time-stamping authority and to read its answer. Definite lengths only, as DER
 * demands; nothing is read beyond the bytes given.
 */
final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /** The context-specific tag [0], constructed. */
    static final int CONTEXT_0 = 0xA0;

    private static final int LENGTH_BYTES_MAX = 3;

    private final byte[] bytes;
    private final int start;
    private final int content;
    private final int end;

    private Der(byte[] bytes, int start, int content, int end) {
        this.bytes = bytes;
        this.start = start;
        this.content = content;
        this.end = end;
    }

    /**
     * The one element that these bytes are.
     *
     * @throws IllegalArgumentException if they are none, or more than one
     */
    static Der of(byte[] bytes) {
        Der whole = read(bytes, 0, bytes.length);
        if (whole.end != bytes.length) {
            throw new IllegalArgumentException("bytes after the end of the DER element");
        }
        return whole;
    }

    private static Der read(byte[] bytes, int at, int limit) {
        if (limit - at < 2 || (bytes[at] & 0x1F) == 0x1F) {
            throw new IllegalArgumentException("no DER element at byte " + at);
        }
        int first = bytes[at + 1] & 0xFF;
        int content = at + 2;
        long length = first;
        if (first >= 0x80) {
            int count = first & 0x7F;
            if (count == 0 || count > LENGTH_BYTES_MAX || content + count > limit) {
                throw new IllegalArgumentException("a length that DER does not allow here, at byte " + at);
            }
            length = new BigInteger(1, Arrays.copyOfRange(bytes, content, content + count)).longValueExact();
            content += count;
        }
        if (length > limit - content) {
            throw new IllegalArgumentException("the DER element at byte " + at + " is cut off");
        }
        return new Der(bytes, at, content, content + (int) length);
    }

    int tag() {
        return bytes[start] & 0xFF;
    }

    boolean is(int tag) {
        return tag() == tag;
    }

    /** The same, if it has this tag. */
    Der expect(int tag) {
        if (!is(tag)) {
            throw new IllegalArgumentException("expected a DER element of tag " + Integer.toHexString(tag) + ", found "
                    + Integer.toHexString(tag()));
        }
        return this;
    }

    byte[] value() {
        return Arrays.copyOfRange(bytes, content, end);
    }

    /** Tag, length and value. */
    byte[] encoded() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    List<Der> children() {
        List<Der> children = new ArrayList<>();
        for (int at = content; at < end; ) {
            Der child = read(bytes, at, end);
            children.add(child);
            at = child.end;
        }
        return children;
    }

    /** The n-th child. */
    Der child(int index) {
        List<Der> children = children();
        if (index >= children.size()) {
            throw new IllegalArgumentException("a DER element with too few parts");
        }
        return children.get(index);
    }

    BigInteger integer() {
        byte[] value = expect(INTEGER).value();
        if (value.length == 0) {
            throw new IllegalArgumentException("an INTEGER without digits");
        }
        return new BigInteger(value);
    }

    /** An object identifier with dots (X.690, 8.19). */
    String oid() {
        byte[] value = expect(OID).value();
        StringBuilder text = new StringBuilder();
        long arc = 0;
        boolean first = true;
        for (byte octet : value) {
            if (arc > Long.MAX_VALUE >> 7) {
                throw new IllegalArgumentException("an arc of an object identifier is too large");
            }
            arc = (arc << 7) | (octet & 0x7F);
            if ((octet & 0x80) == 0) {
                if (first) {
                    long top = Math.min(arc / 40, 2);
                    text.append(top).append('.').append(arc - top * 40);
                    first = false;
                } else {
                    text.append('.').append(arc);
                }
                arc = 0;
            }
        }
        return text.toString();
    }

    /** Writes an element. */
    static byte[] write(int tag, byte[]... contents) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            value.writeBytes(content);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = value.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int from = digits[0] == 0 ? 1 : 0;
            out.write(0x80 | (digits.length - from));
            out.write(digits, from, digits.length - from);
        }
        out.writeBytes(value.toByteArray());
        return out.toByteArray();
    }

    /** Writes an object identifier. */
    static byte[] writeOid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        arc(value, Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            arc(value, Long.parseLong(arcs[i]));
        }
        return write(OID, value.toByteArray());
    }

    private static void arc(ByteArrayOutputStream out, long arc) {
        int groups = Math.max(1, (64 - Long.numberOfLeadingZeros(arc) + 6) / 7);
        for (int group = groups - 1; group >= 0; group--) {
            out.write((int) (arc >> (7 * group) & 0x7F) | (group == 0 ? 0 : 0x80));
        }
    }
}
