package io.consentfilter.config;

import io.consentfilter.model.Option;

/** The banner. No option makes refusing harder, smaller, paler or later than accepting. */
public record BannerSection(
        @Option(
                doc =
                        "Where it sits: bottom or top of the window, or centre of it; never in front of the text without need.",
                byDefault = "\"bottom\"")
        Position position,

        @Option(
                doc =
                        "Where the link sits that opens the settings again: a corner of the window, or the end of the page.",
                byDefault = "\"corner\"")
        Reopen reopen,

        @Option(doc = "Colours.") Theme theme) {
    /** Where the banner sits. */
    public enum Position {
        BOTTOM,
        TOP,
        CENTRE
    }

    /** Where the link to the settings sits. */
    public enum Reopen {
        CORNER,
        INLINE
    }

    /** Colours; both answers always share them. */
    public record Theme(
            @Option(
                    doc =
                            "Colour of buttons and links, #rrggbb; must reach 4.5:1 on white and is lightened for dark mode.",
                    byDefault = "\"#0b57d0\"")
            String accent) {}
}
