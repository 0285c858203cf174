package io.consentfilter.html;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a document type declaration of XML says of entities (XML 1.0, 2.8 and 4.2) and attributes (3.3). An entity whose text could be
 * markup, or name another entity, could be anything where the page names it: it becomes empty. What is left is plain text, which
 * attributes may name. A value that an attribute has where no tag gives it one becomes empty too, but for namespaces.
 */
public final class InternalSubset {
    private static final String DECLARATION = "<!ENTITY";
    private static final String ATTRIBUTES = "<!ATTLIST";
    private static final String NAMESPACE = "xmlns";
    private static final String STYLESHEET = "<?xml-stylesheet";
    private static final Set<String> PREDEFINED = Set.of("lt", "gt", "amp", "quot", "apos");

    private final String text;
    private final StringBuilder harmless = new StringBuilder();
    private final Map<String, String> entities = new HashMap<>();
    private int at;
    private int written;

    private InternalSubset(String text) {
        this.text = text;
    }

    /**
     * Reads a declaration.
     *
     * @param doctype from its {@code <!DOCTYPE} to its {@code >}
     */
    public static InternalSubset of(String doctype) {
        InternalSubset subset = new InternalSubset(doctype);
        subset.read();
        return subset;
    }

    /** The declaration with all entities that are not plain text left empty, and without style sheets; the same text where there are none. */
    public String harmless() {
        return written == 0 ? text : harmless + text.substring(written);
    }

    /** Text by name. What XML itself declares is not among them. */
    public Map<String, String> entities() {
        return entities;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("<!--", at)) {
                skipTo("-->");
            } else if (text.startsWith("<?", at)) {
                instruction();
            } else if (text.startsWith(DECLARATION, at)) {
                at += DECLARATION.length();
                entity();
            } else if (text.startsWith(ATTRIBUTES, at)) {
                at += ATTRIBUTES.length();
                attributes();
            } else if (c == '"' || c == '\'') {
                at++;
                skipTo(String.valueOf(c));
            } else {
                at++;
            }
        }
    }

    /** Browsers follow one that names a style sheet even here. */
    private void instruction() {
        int from = at;
        skipTo("?>");
        if (text.startsWith(STYLESHEET, from)) {
            leaveOut(from, at);
        }
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void entity() {
        skipSpace();
        boolean ofParameters = text.startsWith("%", at);
        if (ofParameters) {
            at++;
            skipSpace();
        }
        String name = word();
        skipSpace();
        if (isQuote()) {
            int from = at + 1;
            int to = skipLiteral();
            declare(name, from, to, ofParameters);
        }
    }

    /** The element's name, then for each attribute its name, its type, and a literal or a word that says there is none. */
    private void attributes() {
        skipSpace();
        word();
        for (skipSpace(); at < text.length() && text.charAt(at) != '>'; skipSpace()) {
            String name = word();
            skipSpace();
            skipType();
            skipSpace();
            if (text.startsWith("#", at)) {
                word();
                skipSpace();
            }
            if (isQuote()) {
                int from = at + 1;
                int to = skipLiteral();
                boolean namespace = name.equals(NAMESPACE) || name.startsWith(NAMESPACE + ":");
                if (!namespace) {
                    leaveOut(from, to);
                }
            }
        }
    }

    private void skipType() {
        if (!text.startsWith("(", at)) {
            word();
            skipSpace();
        }
        if (text.startsWith("(", at)) {
            skipTo(")");
        }
    }

    /** Reads on to white space or the declaration's end. */
    private String word() {
        int from = at;
        while (at < text.length() && !isSpace(text.charAt(at)) && text.charAt(at) != '>') {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean isQuote() {
        return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    }

    /** Returns where the literal at hand ends, and reads on behind its quote. */
    private int skipLiteral() {
        int end = text.indexOf(text.charAt(at), at + 1);
        int to = end < 0 ? text.length() : end;
        at = Math.min(text.length(), to + 1);
        return to;
    }

    private void leaveOut(int from, int to) {
        if (to > from) {
            harmless.append(text, written, from);
            written = to;
        }
    }

    /** The first declaration of a name is the one that counts. */
    private void declare(String name, int from, int to, boolean ofParameters) {
        String plain = ofParameters ? null : plain(text.substring(from, to));
        boolean predefined = !ofParameters && PREDEFINED.contains(name);
        if (plain == null && !predefined) {
            leaveOut(from, to);
        }
        if (!ofParameters && !predefined) {
            entities.putIfAbsent(name, plain == null ? "" : plain);
        }
    }

    /** The text that a literal stands for, with the characters it names by number; null where that is more than text. */
    private static @Nullable String plain(String literal) {
        for (int i = literal.indexOf('&'); i >= 0; i = literal.indexOf('&', i + 1)) {
            if (!literal.startsWith("#", i + 1)) {
                return null;
            }
        }
        String decoded = literal.indexOf('%') < 0 ? CharacterReferences.decode(literal, false) : "%";
        boolean more = decoded.indexOf('<') >= 0 || decoded.indexOf('&') >= 0 || decoded.equals("%");
        return more ? null : decoded;
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
