package io.consentfilter.receipt;

import io.consentfilter.json.CanonicalJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the version of a notice is made of: the SHA-256 of each part by its name, and the SHA-256 of that list. Whoever has the list can
 * recompute the version, and whoever has the bytes can recompute the list.
 */
public final class NoticeParts {
    /** Name of the file that lists the parts of a notice that lies in a folder, as in the authority pack. */
    public static final String LIST = "teile.json";

    /** Where the site hands out a notice by its version, below our prefix. */
    static final String NOTICES_BELOW = "notices/";

    /** Where it publishes its keys. */
    static final String KEYS_BELOW = "keys";

    private NoticeParts() {}

    /** Hash of each part (base64url) by the part's name. */
    public static Map<String, String> hashes(Map<String, byte[]> parts) {
        Map<String, String> hashes = new TreeMap<>();
        parts.forEach((name, bytes) -> hashes.put(name, sha256(bytes)));
        return hashes;
    }

    /** The version of the notice that has these parts: SHA-256 (base64url) of the RFC 8785 JSON object of that list. */
    public static String version(Map<String, String> hashes) {
        return sha256(CanonicalJson.bytes(hashes));
    }

    /** SHA-256, base64url without padding. */
    public static String sha256(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
