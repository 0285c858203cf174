package io.consentfilter.policy;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.PolicySection;
import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.registry.Registry;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The Datenschutzerklärung, written once at start-up per language from the registry the filter enforces. */
public final class PrivacyPolicy {
    private PrivacyPolicy() {}

    /** Writes it. {@code choicesPath} is where settings are changed. */
    public static PrivacyPolicy write(
            SiteSection site,
            ControllerSection controller,
            PolicySection policy,
            ReceiptsSection receipts,
            Registry registry,
            String choicesPath) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Hash over the text in all languages. */
    public String version() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The text; {@code date} is the day this version came up first, known to the archive. */
    public PolicyDocument in(String language, LocalDate date) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The exact bytes per language ({@code de/policy.html} ...), part of the notice. */
    public Map<String, byte[]> noticeParts() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Facts that the policy should state and cannot, for operators. */
    public List<String> gaps() {
        throw new UnsupportedOperationException("laid, not built");
    }
}
