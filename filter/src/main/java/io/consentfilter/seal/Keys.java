package io.consentfilter.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The key file: master secret and Ed25519 signing keys, old ones kept. Made on first start with owner-only rights. Several nodes may
 * share one file: whoever comes first makes it, the others read it.
 */
public final class Keys {
    /** No key file is larger; more than a thousand rotations fit. */
    static final int FILE_BYTES_MAX = 256 * 1024;

    private final KeyText text;
    private final SigningKeys signing;

    private Keys(KeyText text) {
        this.text = text;
        this.signing = text.keys();
    }

    /**
     * Opens the file, or makes it if it is absent.
     *
     * @throws IOException if it can neither be read nor made, or is no key file; the message never quotes its content
     */
    public static Keys openOrCreate(Path file) throws IOException {
        if (Files.notExists(file)) {
            KeyFile.create(file, KeyText.fresh().toString());
        }
        return open(file);
    }

    /**
     * Adds a new signing key, which signs from now on; the public halves of the older ones stay, so that what they signed still
     * verifies. The master secret stays: with a new one, every choice cookie and subject key would be lost.
     */
    public static Keys rotate(Path file) throws IOException {
        KeyText next = open(file).text.rotated();
        KeyFile.replace(file, next.toString());
        return open(file);
    }

    /**
     * Keys given by value, as several nodes get them from their environment.
     *
     * @throws IllegalArgumentException if it is no key text; the message never quotes it
     */
    public static Keys parse(String text) {
        return new Keys(KeyText.parse(text));
    }

    /** Keys that live in memory only, for tests. */
    public static Keys ephemeral() {
        return new Keys(KeyText.fresh());
    }

    public byte[] masterSecret() {
        return text.master().clone();
    }

    public SigningKeys signing() {
        return signing;
    }

    @Override
    public String toString() {
        return "keys signing with " + signing.currentKeyId();
    }

    private static Keys open(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException(file + " is larger than " + FILE_BYTES_MAX + " bytes: no key file");
        }
        try {
            return parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
