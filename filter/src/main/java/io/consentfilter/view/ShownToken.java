package io.consentfilter.view;

import io.consentfilter.seal.Hmac;
import java.time.InstantSource;
import java.util.Optional;

/** Says what a form showed: notice, language, variant, day. Signed; the same for everybody, so it is no identifier. */
public final class ShownToken {
    public ShownToken(Hmac hmac, InstantSource clock) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** What a form showed. */
    public record Shown(String noticeVersion, String language, String variant, java.time.LocalDate day) {}

    /** The token of today. */
    public String write(String noticeVersion, String language, String variant) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** What the token says; empty where it is missing, forged or older than {@code noticeDaysMax} days. */
    public Optional<Shown> read(String token) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
