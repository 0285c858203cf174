package io.consentfilter.seal;

import java.util.Map;

/** Ed25519 (RFC 8032): the current key signs, all kept keys verify. */
public final class SigningKeys {
    private SigningKeys() {}

    /** Id of the key that signs now. */
    public String currentKeyId() {
        throw new UnsupportedOperationException("laid, not built");
    }

    public byte[] sign(byte[] message) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Public keys by id, X.509 SubjectPublicKeyInfo. */
    public Map<String, byte[]> publicKeys() {
        throw new UnsupportedOperationException("laid, not built");
    }
}
