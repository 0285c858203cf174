package io.consentfilter.metrics;

/** What is counted. The names are public: {@code docs/metrics.md} is made from them. */
public enum Counter {
    PAGES_REWRITTEN("HTML answers that went through the rewriter"),
    BYTES_REWRITTEN("Bytes of HTML that went through the rewriter"),
    PASSED_UNREADABLE("HTML answers passed untouched under the CSP: unknown content encoding or charset"),
    ELEMENTS_WITHHELD("Elements made inert"),
    INLINE_SCRIPTS_WITHHELD("Inline scripts made inert by signature"),
    INLINE_SCRIPTS_TOO_LONG("Inline scripts passed because no signature was found in the part that is held"),
    COOKIES_WITHHELD("Set-Cookie headers withheld"),
    COOKIES_HIDDEN("Inbound cookies hidden from the app"),
    COOKIES_EXPIRED("Inbound cookies expired"),
    COOKIES_UNDECLARED("Set-Cookie headers of names that nobody declared"),
    HEADERS_WITHHELD("Response header values withheld (Link, Report-To ...)"),
    PATHS_EXCLUDED("Requests left alone because of their path (filter.exclude)"),
    TYPES_EXCLUDED("Answers left alone because of their content type (filter.excludeTypes)"),
    ANSWERS_SKIPPED("Answers that the app took out itself (Consent.skip)"),
    BANNERS_SHOWN("Pages that carried the banner"),
    DECISIONS_GRANTED("Decisions that granted something"),
    DECISIONS_REFUSED("Decisions that granted nothing"),
    DECISIONS_WITHDRAWN("Decisions that took something back"),
    DECISIONS_FAILED("Grants that stayed denied because the store failed"),
    DECISIONS_UNRECORDED(
            "Refusals and withdrawals that took effect without a record: the store failed, or too many came at once"),
    DECISIONS_REJECTED("Decisions refused as cross-site, malformed or too large"),
    REPORTS_TAKEN("CSP reports taken"),
    MARKS_POSTED("POST bodies that contained marks of the rewriter"),
    HEADS_STAMPED("Heads that a time-stamping authority stamped"),
    STAMPS_FAILED("Time stamps that the authority did not give, or not rightly"),
    ERRORS("Faults of ours that a page survived");

    private final String meaning;

    Counter(String meaning) {
        this.meaning = meaning;
    }

    /** One sentence for operators. */
    public String meaning() {
        return meaning;
    }
}
