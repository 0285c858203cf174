package io.consentfilter.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The charset in which a browser will read a page (HTML standard §13.2.3): byte order mark, then header. */
final class PageCharset {
    private PageCharset() {}

    static Charset of(@Nullable String contentType, @Nullable String declared, LeadingBytes leading) {
        return switch (leading) {
            case UTF_16LE -> StandardCharsets.UTF_16LE;
            case UTF_16BE -> StandardCharsets.UTF_16BE;
            case UTF_8 -> StandardCharsets.UTF_8;
            case DOCUMENT, PIECE, UNKNOWN -> named(contentType, declared);
        };
    }

    /** Whether ASCII bytes mean ASCII characters in it, wherever they stand. */
    static boolean showsAscii(Charset charset) {
        String name = charset.name().toUpperCase(Locale.ROOT);
        return name.equals("UTF-8")
                || name.equals("US-ASCII")
                || name.startsWith("ISO-8859-")
                || name.startsWith("WINDOWS-125")
                || name.startsWith("KOI8");
    }

    private static Charset named(@Nullable String contentType, @Nullable String declared) {
        boolean said =
                contentType != null && contentType.toLowerCase(Locale.ROOT).contains("charset");
        try {
            return said && declared != null ? Charset.forName(declared) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
