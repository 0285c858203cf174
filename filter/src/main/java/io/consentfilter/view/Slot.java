package io.consentfilter.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What changes from page to page inside a piece that is otherwise written once per language. */
enum Slot {
    /** The shown token in the form. */
    TOKEN('\uFDD0'),
    /** The return path as form value. */
    BACK('\uFDD1'),
    /** The return path inside a query. */
    BACK_QUERY('\uFDD2'),
    /** The host of a withheld element; like the next two in placeholders only. */
    HOST('\uFDD3'),
    /** Its address. */
    ADDRESS('\uFDD4'),
    /** The key that unlocks it once. */
    ELEMENT('\uFDD5'),
    /** The site's own origin in front of a path; empty where the page's base address leads home anyway. */
    OWN('\uFDD6');

    /** A noncharacter, which {@link Markup#escape} never lets through from texts. */
    final char mark;

    Slot(char mark) {
        this.mark = mark;
    }

    /** The marks under the names that templates use. */
    static Map<String, Object> marks() {
        return Map.of(
                "token",
                String.valueOf(TOKEN.mark),
                "back",
                String.valueOf(BACK.mark),
                "own",
                String.valueOf(OWN.mark));
    }

    /** What goes into this slot. */
    String value(String token, String returnPath, String ownOrigin) {
        return switch (this) {
            case TOKEN -> Markup.escape(token);
            case BACK -> Markup.escape(returnPath);
            case BACK_QUERY -> URLEncoder.encode(returnPath, StandardCharsets.UTF_8);
            case HOST, ADDRESS, ELEMENT -> throw new IllegalStateException("only an EmbedWriter fills " + this);
            case OWN -> Markup.escape(ownOrigin);
        };
    }
}
