package io.consentfilter.policy;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.PolicySection;
import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The Datenschutzerklärung, written once at start-up per language from the registry the filter enforces (Art. 12–14 GDPR, Art. 19 DSG).
 * What the filter withholds or releases is described, and nothing else is: both come from the same facts.
 * Languages that we have no wording for are left out; the site's other languages stand.
 */
public final class PrivacyPolicy {
    private final Map<String, Page> pages;
    private final Map<String, String> texts;
    private final List<String> gaps;
    private final String version;
    private final String first;

    private PrivacyPolicy(Sources sources) {
        Map<String, Page> written = new TreeMap<>();
        Map<String, String> rendered = new TreeMap<>();
        for (String language : languages(sources)) {
            Page page = Page.of(sources, language);
            written.put(language, page);
            rendered.put(language, PolicyRenderer.render(page));
        }
        this.pages = written;
        this.texts = rendered;
        this.first = languages(sources).get(0);
        this.version = hash(rendered);
        this.gaps = PolicyGaps.of(sources);
    }

    /**
     * Writes it.
     *
     * @param contextPath what stands in front of the policy's own path; empty for the root context
     * @param choicesPath where settings are changed, with the context path in front
     */
    public static PrivacyPolicy write(
            SiteSection site,
            ControllerSection controller,
            PolicySection policy,
            ReceiptsSection receipts,
            Registry registry,
            String contextPath,
            String choicesPath) {
        Sources.Links links = new Sources.Links(choicesPath, contextPath + policy.path() + "/versions");
        return of(Sources.of(new Sources.Sections(site, controller, policy, receipts), registry, links));
    }

    static PrivacyPolicy of(Sources sources) {
        return new PrivacyPolicy(sources);
    }

    private static List<String> languages(Sources sources) {
        List<String> languages = new ArrayList<>(sources.site().languages());
        languages.retainAll(Wording.LANGUAGES);
        return languages.isEmpty() ? List.of("de") : languages;
    }

    /** Hash over the text in all languages: SHA-256, base64url. Date and version themselves are not part of it. */
    public String version() {
        return version;
    }

    /** The text; {@code date} is the day this version came up first, known to the archive. An unknown language gets the site's first. */
    public PolicyDocument in(String language, LocalDate date) {
        String chosen = pages.containsKey(language) ? language : first;
        Page page = page(chosen);
        String html = text(chosen)
                .replace(ChangesText.VERSION_MARK, version)
                .replace(ChangesText.DATE_MARK, page.words().date(date));
        return new PolicyDocument(chosen, page.wording().plain("title"), html, version, date);
    }

    /**
     * A version of earlier days, as it was archived.
     *
     * @param language language of the part
     * @param part bytes that {@link #noticeParts()} gave then
     * @param date day on which that version came up first
     */
    public PolicyDocument archived(String language, byte[] part, String version, LocalDate date) {
        Page page = page(pages.containsKey(language) ? language : first);
        String html = new String(part, StandardCharsets.UTF_8)
                .replace(ChangesText.VERSION_MARK, version)
                .replace(ChangesText.DATE_MARK, page.words().date(date));
        return new PolicyDocument(language, page.wording().plain("title"), html, version, date);
    }

    private Page page(String language) {
        return Objects.requireNonNull(pages.get(language));
    }

    private String text(String language) {
        return Objects.requireNonNull(texts.get(language));
    }

    /** The exact bytes per language ({@code de/policy.html} ...), part of the notice; version and date are comments in it. */
    public Map<String, byte[]> noticeParts() {
        Map<String, byte[]> parts = new TreeMap<>();
        texts.forEach((language, html) -> parts.put(language + "/policy.html", html.getBytes(StandardCharsets.UTF_8)));
        return Collections.unmodifiableMap(parts);
    }

    /** Facts that the policy should state and cannot, for operators: one sentence each, English. */
    public List<String> gaps() {
        return gaps;
    }

    private static String hash(Map<String, String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach((language, html) -> {
                digest.update((language + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update((html + "\0").getBytes(StandardCharsets.UTF_8));
            });
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
