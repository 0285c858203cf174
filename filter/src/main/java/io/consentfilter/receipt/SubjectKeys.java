package io.consentfilter.receipt;

import io.consentfilter.seal.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What stands for a visitor outside of its own cookie. Each step is a keyed hash: the cookie leads to the records, the records lead to
 * the mark that an erasure leaves, and no way leads back.
 */
public final class SubjectKeys {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Hmac subject;
    private final Hmac ended;

    private SubjectKeys(Hmac subject, Hmac ended) {
        this.subject = subject;
        this.ended = ended;
    }

    /** The same on every node that has the same secret, and after each rotation of the signing key. */
    public static SubjectKeys of(byte[] masterSecret) {
        return new SubjectKeys(Hmac.derive(masterSecret, "subject key"), Hmac.derive(masterSecret, "ended subject"));
    }

    /** The key under which the records of a cookie's subject id are kept. */
    public String key(String subjectId) {
        return text(subject, subjectId);
    }

    /** What an erasure keeps of a subject key. */
    String mark(String subjectKey) {
        return text(ended, subjectKey);
    }

    private static String text(Hmac hmac, String of) {
        return BASE64.encodeToString(hmac.tag(of.getBytes(StandardCharsets.UTF_8)));
    }
}
