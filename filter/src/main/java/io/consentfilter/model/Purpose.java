package io.consentfilter.model;

/**
 * Why data is processed: the unit of consent (Art. 6(1)(a) GDPR).
 *
 * @param sensitive Art. 9 GDPR data or high-risk profiling: never part of "accept all" (LAW.md B31)
 */
public record Purpose(
        @Option(doc = "Short name, lower case with dashes.") String id,
        @Option(doc = "Title on the switch.") Text title,

        @Option(doc = "What happens, in two plain sentences.")
        Text text,

        @Option(doc = "Whether it needs an act of its own, apart from \"accept all\".", byDefault = "false")
        boolean sensitive) {}
