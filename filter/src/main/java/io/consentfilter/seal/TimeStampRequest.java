package io.consentfilter.seal;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A question to a time-stamping authority (RFC 3161 §2.4.1): here is a SHA-256 hash, say when you saw it. Nothing else leaves.
 *
 * @param hash SHA-256 of what is to be stamped
 * @param nonce binds the answer to this question
 * @param policy the authority's policy that is asked for, or null for its usual one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TimeStampRequest(
        byte[] hash, BigInteger nonce, @Nullable String policy) {
    /** Media type of the question. */
    public static final String MEDIA_TYPE = "application/timestamp-query";

    /** Media type of the answer. */
    public static final String ANSWER_MEDIA_TYPE = "application/timestamp-reply";

    static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BITS = 63;

    /** A new question. */
    public static TimeStampRequest of(byte[] sha256, @Nullable String policy) {
        return new TimeStampRequest(sha256, new BigInteger(NONCE_BITS, RANDOM), policy);
    }

    /** As DER. The certificate is asked for: an answer has to be checkable by itself, years later. */
    public byte[] bytes() {
        byte[] algorithm = Der.write(Der.SEQUENCE, Der.writeOid(SHA_256), new byte[] {0x05, 0x00});
        return Der.write(
                Der.SEQUENCE,
                Der.write(Der.INTEGER, new byte[] {1}),
                Der.write(Der.SEQUENCE, algorithm, Der.write(Der.OCTET_STRING, hash)),
                policy == null ? new byte[0] : Der.writeOid(policy),
                Der.write(Der.INTEGER, nonce.toByteArray()),
                Der.write(Der.BOOLEAN, new byte[] {(byte) 0xFF}));
    }

    /**
     * The token in the authority's answer (TimeStampResp, RFC 3161 §2.4.2), if it answers this question. Its signature is
     * {@linkplain TimeStampToken#problems another matter}.
     *
     * @throws IllegalArgumentException if it does not; the message says why
     */
    public TimeStampToken answeredBy(byte[] response) {
        Der whole = Der.of(response).expect(Der.SEQUENCE);
        BigInteger status = whole.child(0).expect(Der.SEQUENCE).child(0).integer();
        if (status.bitLength() > 1 || status.signum() < 0 || whole.children().size() < 2) {
            throw new IllegalArgumentException("the authority refused: status " + status);
        }
        TimeStampToken token = TimeStampToken.parse(whole.child(1).encoded());
        if (!nonce.equals(token.nonce())) {
            throw new IllegalArgumentException("the answer belongs to another question");
        }
        if (!token.stamps(hash)) {
            throw new IllegalArgumentException("the answer stamps something else");
        }
        if (policy != null && !policy.equals(token.policy())) {
            throw new IllegalArgumentException("stamped under policy " + token.policy() + " instead of " + policy);
        }
        return token;
    }
}
