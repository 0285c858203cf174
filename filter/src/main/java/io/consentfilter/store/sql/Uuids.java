package io.consentfilter.store.sql;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Record ids as 16 bytes, which sort like their text. */
final class Uuids {
    private static final int TEXT_LENGTH = 36;

    private Uuids() {}

    /** The bytes of an id, or null where the text is none as we write them (36 characters, lower case). */
    static byte @Nullable [] bytes(String id) {
        if (id.length() != TEXT_LENGTH) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.toString().equals(id)
                    ? bytes(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The bytes of an id.
     *
     * @throws IllegalArgumentException if the text is none as we write them
     */
    static byte[] required(String id) {
        byte[] bytes = bytes(id);
        if (bytes == null) {
            throw new IllegalArgumentException("a record id is a UUID in lower case, found " + id);
        }
        return bytes;
    }

    static String text(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    /** The smallest id of that millisecond (RFC 9562 §5.7: the time stands first). */
    static byte[] first(long millis) {
        return bytes(Math.max(0, millis) << 16, 0);
    }

    static long millis(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong() >>> 16;
    }

    /** The id after which nothing comes. */
    static byte[] last() {
        byte[] all = new byte[16];
        Arrays.fill(all, (byte) 0xFF);
        return all;
    }

    private static byte[] bytes(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
