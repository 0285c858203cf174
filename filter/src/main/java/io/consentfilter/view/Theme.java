package io.consentfilter.view;

import io.consentfilter.config.BannerSection;
import java.util.Locale;

/** The accent colour in both schemes. Accept and reject share it: there is one rule for both, and nothing else to set. */
final class Theme {
    /** What text on a coloured ground needs (WCAG 2.2, 1.4.3); dark mode aims higher, at 1.4.6. */
    private static final double DARK_CONTRAST = 7;

    private static final int DARK_GROUND = 0x14191f;
    private static final int DARK_TEXT = 0x10151b;
    private static final int WHITE = 0xffffff;

    private Theme() {}

    /** The rules that follow the style sheet. */
    static String css(BannerSection.Theme theme) {
        int accent = Integer.parseInt(theme.accent().substring(1), 16);
        int light = lightened(accent);
        return ":root{--choice-accent:" + hex(accent) + ";--choice-on-accent:" + hex(textOn(accent))
                + "}@media (prefers-color-scheme:dark){:root{--choice-accent:" + hex(light) + ";--choice-on-accent:"
                + hex(textOn(light)) + "}}";
    }

    private static int textOn(int ground) {
        return contrast(ground, WHITE) >= contrast(ground, DARK_TEXT) ? WHITE : DARK_TEXT;
    }

    private static int lightened(int colour) {
        int mixed = colour;
        for (int percent = 0; percent <= 100 && contrast(mixed, DARK_GROUND) < DARK_CONTRAST; percent += 5) {
            mixed = mix(colour, percent);
        }
        return mixed;
    }

    private static int mix(int colour, int percentWhite) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int part = colour >> shift & 0xff;
            mixed |= part + (0xff - part) * percentWhite / 100 << shift;
        }
        return mixed;
    }

    /** Contrast ratio as WCAG 2.2 defines it. */
    static double contrast(int a, int b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xff)
                + 0.7152 * linear(colour >> 8 & 0xff)
                + 0.0722 * linear(colour & 0xff);
    }

    private static double linear(int part) {
        double value = part / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
