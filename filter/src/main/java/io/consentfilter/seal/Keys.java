package io.consentfilter.seal;

import java.io.IOException;
import java.nio.file.Path;

/** The key file: master secret and Ed25519 signing keys, old ones kept. Made on first start with owner-only rights. */
public final class Keys {
    private Keys() {}

    /** Opens the file, or makes it if it is absent. */
    public static Keys openOrCreate(Path file) throws IOException {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Keys that live in memory only, for tests. */
    public static Keys ephemeral() {
        throw new UnsupportedOperationException("laid, not built");
    }

    public byte[] masterSecret() {
        throw new UnsupportedOperationException("laid, not built");
    }

    public SigningKeys signing() {
        throw new UnsupportedOperationException("laid, not built");
    }
}
