package io.consentfilter.rewrite;

import io.consentfilter.registry.Verdict;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A host as this page's visitor may meet it, with what is written where it is withheld. */
final class JudgedHost {
    private static final byte[] NOBODY = ascii(" data-choice-service=\"\"");

    private final String host;
    private final Verdict verdict;
    private byte @Nullable [] mark;

    JudgedHost(String host, Verdict verdict) {
        this.host = host;
        this.verdict = verdict;
    }

    String host() {
        return host;
    }

    /**
     * Whether the range spells this host.
     *
     * @param hash of the range, as {@link String#hashCode} makes it of ASCII
     */
    boolean isNamed(byte[] bytes, int from, int to, int hash) {
        if (host.hashCode() != hash || host.length() != to - from) {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    Verdict verdict() {
        return verdict;
    }

    boolean withheld() {
        return verdict.withheld();
    }

    /** The attribute that says whose the withheld thing is; empty where nobody declared the host. */
    byte[] mark() {
        byte[] known = mark;
        if (known == null) {
            String service = verdict.serviceId();
            known = service == null ? NOBODY : ascii(" data-choice-service=\"" + service + "\"");
            mark = known;
        }
        return known;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
