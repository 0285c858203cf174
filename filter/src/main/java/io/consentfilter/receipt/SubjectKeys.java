package io.consentfilter.receipt;

import io.consentfilter.seal.Hmac;
import io.consentfilter.seal.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What stands for a visitor outside of its own cookie. Each step is a keyed hash: the cookie leads to the records, the records lead to
 * the mark that an erasure leaves, and no way leads back. A key begins with the moment of the first grant, which that grant's record
 * tells as well, so that records of new visitors lie side by side in their index; a mark does not.
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
        byte[] tag = tag(subject, subjectId);
        byte[] moment = Ids.momentOfSubject(subjectId);
        return BASE64.encodeToString(ByteBuffer.allocate(tag.length)
                .put(moment)
                .put(tag, 0, tag.length - moment.length)
                .array());
    }

    /** What an erasure keeps of a subject key. */
    String mark(String subjectKey) {
        return BASE64.encodeToString(tag(ended, subjectKey));
    }

    private static byte[] tag(Hmac hmac, String of) {
        return hmac.tag(of.getBytes(StandardCharsets.UTF_8));
    }
}
