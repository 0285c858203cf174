package io.consentfilter.rewrite;

import io.consentfilter.html.StartTag;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What a script element's {@code type} makes of its content: HTML standard, 4.12.1.1 "prepare the script element". */
enum ScriptType {
    /** Runs. */
    EXECUTABLE,
    /** Runs, when what it imports has come. */
    MODULE,
    /** Tells where modules are, or in which file several answers are: JSON whose strings are addresses. */
    ADDRESSES,
    /** Tells what to prefetch and prerender. */
    SPECULATION_RULES,
    /** JSON-LD, templates, what we made inert: nothing runs it. */
    DATA_BLOCK;

    static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LANGUAGE = "language".getBytes(StandardCharsets.US_ASCII);

    /** Spellings told without making a text of them. */
    private static final byte[][] USUAL = {
        "text/javascript".getBytes(StandardCharsets.US_ASCII),
        "application/javascript".getBytes(StandardCharsets.US_ASCII)
    };

    private static final byte[] USUAL_LANGUAGE = "javascript".getBytes(StandardCharsets.US_ASCII);

    private static final byte[][] USUAL_DATA = {
        "application/json".getBytes(StandardCharsets.US_ASCII),
        "application/ld+json".getBytes(StandardCharsets.US_ASCII),
        "text/plain".getBytes(StandardCharsets.US_ASCII)
    };

    /** MIME Sniffing standard, "JavaScript MIME type". */
    private static final Set<String> JAVASCRIPT = Set.of(
            "application/ecmascript",
            "application/javascript",
            "application/x-ecmascript",
            "application/x-javascript",
            "text/ecmascript",
            "text/javascript",
            "text/javascript1.0",
            "text/javascript1.1",
            "text/javascript1.2",
            "text/javascript1.3",
            "text/javascript1.4",
            "text/javascript1.5",
            "text/jscript",
            "text/livescript",
            "text/x-ecmascript",
            "text/x-javascript");

    boolean runs() {
        return this == EXECUTABLE || this == MODULE;
    }

    static ScriptType of(StartTag tag) {
        int type = tag.find(TYPE);
        if (type < 0) {
            return ofLanguage(tag, tag.find(LANGUAGE));
        }
        if (tag.valueTo(type) == tag.valueFrom(type) || isOneOf(USUAL, tag, type)) {
            return EXECUTABLE;
        }
        if (isOneOf(USUAL_DATA, tag, type)) {
            return DATA_BLOCK;
        }
        return of(tag.value(type, StandardCharsets.ISO_8859_1).strip());
    }

    private static ScriptType ofLanguage(StartTag tag, int language) {
        if (language < 0 || tag.valueIs(language, USUAL_LANGUAGE)) {
            return EXECUTABLE;
        }
        String name = tag.value(language, StandardCharsets.ISO_8859_1);
        return name.isEmpty() ? EXECUTABLE : of("text/" + name);
    }

    private static boolean isOneOf(byte[][] usual, StartTag tag, int type) {
        for (byte[] each : usual) {
            if (tag.valueIs(type, each)) {
                return true;
            }
        }
        return false;
    }

    private static ScriptType of(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "module" -> MODULE;
            // Subresource Loading with Web Bundles: Chromium fetches the bundle.
            case "importmap", "webbundle" -> ADDRESSES;
            case "speculationrules" -> SPECULATION_RULES;
            default -> JAVASCRIPT.contains(name) ? EXECUTABLE : DATA_BLOCK;
        };
    }
}
