package io.consentfilter.html;

import java.util.Arrays;

/**
 * Which elements of HTML may stand inside SVG or MathML and leave nothing to doubt, as long as each is closed by its own end tag: whatever
 * stands around, every tree builder opens and closes them alike (HTML standard, 13.2.6.4.7).
 */
final class PlainNesting {
    private static final long[] OTHER_BLOCKS =
            ForeignNames.keys("section article aside header footer nav main figure figcaption address");

    private PlainNesting() {}

    /** Whether a start tag opens this element and does nothing else, where no paragraph is open. */
    static boolean isBlock(Element element, long key) {
        return switch (element) {
            case P, DIV, UL, OL, MENU, BLOCKQUOTE, CENTER, PRE, HR -> true;
            case OTHER -> Arrays.binarySearch(OTHER_BLOCKS, key) >= 0;
            default -> false;
        };
    }

    /** The same, wherever it stands. */
    static boolean isInline(Element element) {
        return switch (element) {
            case SPAN,
                    B,
                    BIG,
                    CODE,
                    EM,
                    FONT,
                    I,
                    S,
                    SMALL,
                    STRIKE,
                    STRONG,
                    SUB,
                    SUP,
                    TT,
                    U,
                    VAR,
                    BR,
                    IMG,
                    WBR,
                    STYLE,
                    SCRIPT -> true;
            default -> false;
        };
    }

    static boolean isHeading(Element element) {
        return switch (element) {
            case H1, H2, H3, H4, H5, H6 -> true;
            default -> false;
        };
    }
}
