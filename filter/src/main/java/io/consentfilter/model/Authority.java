package io.consentfilter.model;

/** A supervisory authority (Art. 77 GDPR; Art. 4 DSG). */
public record Authority(
        @Option(doc = "Name.") String name,
        @Option(doc = "Postal address in one line.") String address,
        @Option(doc = "Country, ISO 3166-1 alpha-2.") String country,
        @Option(doc = "Its web site.") String url) {}
