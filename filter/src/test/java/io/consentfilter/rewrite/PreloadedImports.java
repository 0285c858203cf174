package io.consentfilter.rewrite;

import java.util.ArrayList;
import java.util.List;

/** What Chromium's preload scanner fetches of a style sheet, as seen there: the oracle's own reading, of whole sheets. */
final class PreloadedImports {
    private static final String SPACES = " \t\n\r\f";

    private final String css;
    private final List<String> found = new ArrayList<>();
    private int at;

    private PreloadedImports(String css) {
        this.css = css;
    }

    static List<String> of(String css) {
        PreloadedImports imports = new PreloadedImports(css);
        while (imports.one()) {}
        return imports.found;
    }

    /** One rule or comment, or what it takes for none. */
    private boolean one() {
        spaces();
        if (css.startsWith("/*", at)) {
            int end = css.indexOf("*/", at + 2);
            at = end < 0 ? css.length() : end + 2;
        } else if (css.startsWith("/", at)) {
            at += 2;
        } else if (css.startsWith("@", at)) {
            boolean letter = at + 1 < css.length()
                    && Character.toString(css.charAt(at + 1)).matches("[a-zA-Z]");
            at += letter ? 1 : 2;
            return !letter || rule();
        } else {
            return false;
        }
        return at < css.length();
    }

    private boolean rule() {
        String name = upTo(SPACES + ";");
        spaces();
        if (css.startsWith(";", at)) {
            at++;
            return true;
        }
        if (css.startsWith("{", at) || at >= css.length()) {
            return false;
        }
        boolean importing = name.equalsIgnoreCase("import");
        String value = value(importing);
        String rest = upTo(";");
        at++;
        boolean layered = rest.strip().matches("(?i)|layer|layer\\([^ ]+\\)");
        if (importing && layered) {
            found.add(address(value));
        }
        return (importing || name.equalsIgnoreCase("charset") || name.equalsIgnoreCase("layer")) && !rest.contains("{");
    }

    /** Up to a space; a semicolon ends it where it looks whole. */
    private String value(boolean importing) {
        int from = at;
        while (at < css.length() && SPACES.indexOf(css.charAt(at)) < 0) {
            String so = css.substring(from, at);
            boolean whole = so.matches("(?s)(['\"]).*(?<!\\\\)\\1") || so.matches("(?s)[^'\"].*(?<!\\\\)\\)");
            if (css.charAt(at) == ';' && (!importing || whole)) {
                break;
            }
            at++;
        }
        return css.substring(from, at);
    }

    private static String address(String value) {
        String inner = value.replaceFirst("(?is)^url\\((.*)\\)$", "$1").strip();
        return inner.replaceFirst("(?s)^(['\"])(.*)\\1$", "$2");
    }

    private String upTo(String ends) {
        int from = at;
        while (at < css.length() && ends.indexOf(css.charAt(at)) < 0) {
            at++;
        }
        return css.substring(from, at);
    }

    private void spaces() {
        while (at < css.length() && SPACES.indexOf(css.charAt(at)) >= 0) {
            at++;
        }
    }
}
