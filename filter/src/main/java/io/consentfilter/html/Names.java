package io.consentfilter.html;

import java.security.SecureRandom;

/** Names of elements and attributes as bytes: compared without regard to ASCII case, kept as a 64-bit key. */
final class Names {
    /** Another one each time, so that nobody can write a long name that has the key of another. */
    private static final long MIX = new SecureRandom().nextLong() | 1;

    private Names() {}

    /** Key of a name; equal names have equal keys, whoever needs certainty compares the bytes too. */
    static long key(byte[] bytes, int from, int to) {
        long key = 0;
        for (int i = from; i < to; i++) {
            key = next(key, bytes[i]);
        }
        return key;
    }

    /** Up to eight bytes the key is the name itself; longer names are mixed. */
    static long next(long key, byte b) {
        return (key << 8 ^ (key >>> 56) * MIX) ^ lower(b);
    }

    static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b & 0xFF;
    }

    /** Whether the range spells that (lower case) name. */
    static boolean equal(byte[] name, byte[] bytes, int from, int to) {
        if (to - from != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            byte b = bytes[from + i];
            // Most names are written in lower case.
            if (b != name[i] && lower(b) != name[i]) {
                return false;
            }
        }
        return true;
    }
}
