package io.consentfilter.policy;

import java.util.List;

/** HTML that is already escaped, and the one place of this room where text becomes it. Grows; a piece of it is a value. */
final class Html {
    private final StringBuilder out = new StringBuilder(256);

    /** Text, escaped for content and for attribute values in double quotes. */
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
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return safe.toString();
    }

    /** A piece made of plain text. */
    static Html text(String text) {
        return new Html().raw(escape(text));
    }

    /** A link. Only http, https, mailto and the site's own paths become one; anything else stays text. */
    static Html link(String address, Html label) {
        boolean safe = address.startsWith("https://")
                || address.startsWith("http://")
                || address.startsWith("mailto:")
                || address.startsWith("#")
                || (address.startsWith("/") && !address.startsWith("//") && !address.startsWith("/\\"));
        return safe ? new Html().raw("<a href=\"" + escape(address) + "\">" + label + "</a>") : label;
    }

    /** A link to a place on this page. */
    static Html anchor(String id, Html label) {
        return link("#" + id, label);
    }

    /** An e-mail address to click on. */
    static Html mail(String address) {
        return link("mailto:" + address, text(address));
    }

    /** An address of the web, shown as it is. */
    static Html web(String address) {
        return link(address, text(address));
    }

    /** Text that is code: a name, a pattern, a host. */
    static Html code(String text) {
        return new Html().raw("<code>" + escape(text) + "</code>");
    }

    /** Pieces with commas between them. */
    static Html commas(List<Html> pieces) {
        Html all = new Html();
        for (Html piece : pieces) {
            all.raw(all.isEmpty() ? "" : ", ").raw(piece.toString());
        }
        return all;
    }

    /** Pieces under each other. */
    static Html lines(List<Html> pieces) {
        Html all = new Html();
        for (Html piece : pieces) {
            all.raw(all.isEmpty() ? "" : "<br>").raw(piece.toString());
        }
        return all;
    }

    /** Adds what is HTML already. */
    Html raw(String html) {
        out.append(html);
        return this;
    }

    Html heading(int level, String id, Html title) {
        return raw("<h" + level + " id=\"" + escape(id) + "\">" + title + "</h" + level + ">\n");
    }

    Html heading(int level, Html title) {
        return raw("<h" + level + ">" + title + "</h" + level + ">\n");
    }

    Html paragraph(Html text) {
        return raw("<p>" + text + "</p>\n");
    }

    Html list(List<Html> items) {
        raw("<ul>\n");
        items.forEach(item -> raw("<li>" + item + "</li>\n"));
        return raw("</ul>\n");
    }

    /** A table with a caption, column heads and the first cell of each row as its head. Wrapped, so that it scrolls on small screens. */
    Html table(Html caption, List<Html> heads, List<List<Html>> rows) {
        raw("<div class=\"choice-table\" role=\"group\" tabindex=\"0\">\n<table>\n<caption>" + caption
                + "</caption>\n<thead><tr>");
        heads.forEach(head -> raw("<th scope=\"col\">" + head + "</th>"));
        raw("</tr></thead>\n<tbody>\n");
        rows.forEach(this::row);
        return raw("</tbody>\n</table>\n</div>\n");
    }

    private void row(List<Html> cells) {
        raw("<tr><th scope=\"row\">" + cells.get(0) + "</th>");
        cells.stream().skip(1).forEach(cell -> raw("<td>" + cell + "</td>"));
        raw("</tr>\n");
    }

    boolean isEmpty() {
        return out.isEmpty();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
