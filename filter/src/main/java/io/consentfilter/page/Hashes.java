package io.consentfilter.page;

/** Short names of long texts (64-bit FNV-1a): to tell states apart, not to keep secrets. */
final class Hashes {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hashes() {}

    static String shortName(String text) {
        long hash = BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return Long.toString(hash & Long.MAX_VALUE, 36);
    }
}
