package io.consentfilter.view;

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
    /** The site's own origin in front of a path; empty where it is not known for certain. */
    OWN('\uFDD6');

    private static final byte[] NOTHING = {};
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

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

    /** What goes into this slot, as ASCII. */
    byte[] value(String token, String returnPath, String ownOrigin) {
        return switch (this) {
            case TOKEN -> Markup.escapedAscii(token);
            case BACK -> Markup.escapedAscii(returnPath);
            case BACK_QUERY -> queryValue(returnPath);
            case HOST, ADDRESS, ELEMENT -> throw new IllegalStateException("only an EmbedWriter fills " + this);
            case OWN -> ownOrigin.isEmpty() ? NOTHING : Markup.escapedAscii(ownOrigin);
        };
    }

    /** A value as forms send it: HTML standard, 4.10.21.7, and URL standard, 5.2. */
    private static byte[] queryValue(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (byte b : bytes) {
            length += staysInQuery(b) || b == ' ' ? 1 : 3;
        }
        byte[] encoded = new byte[length];
        int at = 0;
        for (byte b : bytes) {
            if (staysInQuery(b)) {
                encoded[at++] = b;
            } else if (b == ' ') {
                encoded[at++] = '+';
            } else {
                encoded[at++] = '%';
                encoded[at++] = HEX[b >> 4 & 15];
                encoded[at++] = HEX[b & 15];
            }
        }
        return encoded;
    }

    private static boolean staysInQuery(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '.'
                || b == '-'
                || b == '*'
                || b == '_';
    }
}
