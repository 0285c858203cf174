package io.consentfilter.policy;

import java.time.LocalDate;

/**
 * The Datenschutzerklärung in one language.
 *
 * @param html the body, a fragment without {@code html} and {@code body}
 * @param version hash over all languages
 * @param date day on which this version came up first
 */
public record PolicyDocument(String language, String title, String html, String version, LocalDate date) {}
