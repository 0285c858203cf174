package io.consentfilter.operator;

/** HTML in the making; text enters it through {@link #text} alone. */
final class Html {
    private final StringBuilder out = new StringBuilder(4096);

    /**
     * Text, escaped for content and for attribute values in double quotes. Control characters become visible, also those that turn the
     * direction of writing: a name must not look like another.
     */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(isControl(c) ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c) && c != '\n' || Character.getType(c) == Character.FORMAT;
    }

    /** HTML of ours, as it stands. */
    Html raw(String html) {
        out.append(html);
        return this;
    }

    /** Anybody's text. */
    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag.split(" ", 2)[0] + ">");
    }

    Html link(String address, String text) {
        return raw("<a href=\"").text(address).raw("\">").text(text).raw("</a>");
    }

    /** A field of a form that nobody sees. */
    Html hidden(String name, String value) {
        return raw("<input type=\"hidden\" name=\"")
                .text(name)
                .raw("\" value=\"")
                .text(value)
                .raw("\">");
    }

    boolean isEmpty() {
        return out.isEmpty();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
