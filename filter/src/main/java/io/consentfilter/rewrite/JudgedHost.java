package io.consentfilter.rewrite;

import io.consentfilter.registry.Verdict;
import java.nio.charset.StandardCharsets;

/** A host as this page's visitor may meet it, with what is written where it is withheld. */
final class JudgedHost {
    private final String host;
    private final Verdict verdict;
    private final byte[] mark;

    JudgedHost(String host, Verdict verdict) {
        this.host = host;
        this.verdict = verdict;
        String service = verdict.serviceId();
        this.mark = (" data-choice-service=\"" + (service == null ? "" : service) + "\"")
                .getBytes(StandardCharsets.US_ASCII);
    }

    String host() {
        return host;
    }

    Verdict verdict() {
        return verdict;
    }

    boolean withheld() {
        return verdict.withheld();
    }

    /** The attribute that says whose the withheld thing is; empty where nobody declared the host. */
    byte[] mark() {
        return mark;
    }
}
