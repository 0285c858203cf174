package io.consentfilter.model;

/** A technical or organisational measure (Art. 32 GDPR, Art. 8 DSG). */
public record Measure(
        @Option(doc = "What it protects.") MeasureKind kind,
        @Option(doc = "One true sentence.") Text text) {}
