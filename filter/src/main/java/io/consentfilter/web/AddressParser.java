package io.consentfilter.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The URL standard's basic URL parser (§4.4); the states keep their order, each is one method. One use per object. */
final class AddressParser {
    private static final int PORT_MAX = 65_535;

    private final String input;
    private final @Nullable AddressParts base;
    private final AddressParts url = new AddressParts();
    private int at;

    AddressParser(String raw, @Nullable AddressParts base) {
        this.input = strip(raw);
        this.base = base == null || base.scheme.isEmpty() ? null : base;
    }

    /** Letters, digits and the few marks that can neither start a scheme's end nor be stripped or changed. */
    static boolean plain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.'
                || b == '~'
                || b == '%'
                || b == '?'
                || b == '#';
    }

    /** The parts, or null where the standard says failure. */
    @Nullable
    AddressParts parse() {
        int colon = schemeEnd();
        boolean parsed = colon >= 0 ? afterScheme(colon) : noScheme();
        return parsed ? url : null;
    }

    private int schemeEnd() {
        if (input.isEmpty() || !letter(input.charAt(0))) {
            return -1;
        }
        for (int i = 1; i < input.length(); i++) {
            char c = input.charAt(i);
            if (c == ':') {
                return i;
            }
            if (!letter(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') {
                return -1;
            }
        }
        return -1;
    }

    private boolean afterScheme(int colon) {
        url.scheme = input.substring(0, colon).toLowerCase(Locale.ROOT);
        at = colon + 1;
        if (url.scheme.equals("file")) {
            return file();
        }
        if (url.special()) {
            AddressParts from = base;
            boolean sameScheme = from != null && from.scheme.equals(url.scheme) && from.opaquePath == null;
            if (from != null && sameScheme && !(at(0) == '/' && at(1) == '/')) {
                return relative(from);
            }
            return specialAuthorityIgnoreSlashes();
        }
        if (at(0) == '/') {
            at++;
            return pathOrAuthority();
        }
        return opaquePath();
    }

    private boolean noScheme() {
        AddressParts from = base;
        if (from == null) {
            return false;
        }
        if (from.opaquePath != null) {
            return at(0) == '#' && sameDocument(from);
        }
        url.scheme = from.scheme;
        return url.scheme.equals("file") ? file() : relative(from);
    }

    private boolean sameDocument(AddressParts from) {
        url.scheme = from.scheme;
        url.opaquePath = from.opaquePath;
        url.query = from.query;
        return fragment();
    }

    private boolean pathOrAuthority() {
        if (at(0) == '/') {
            at++;
            return authority();
        }
        return path();
    }

    private boolean relative(AddressParts from) {
        if (slash(at(0))) {
            at++;
            return relativeSlash(from);
        }
        url.takeAuthority(from);
        url.takePath(from);
        url.query = from.query;
        if (at(0) == '?') {
            return query();
        }
        if (at(0) == '#') {
            return fragment();
        }
        if (at < input.length()) {
            url.query = null;
            url.shortenPath();
            return path();
        }
        return true;
    }

    private boolean relativeSlash(AddressParts from) {
        if (url.special() && slash(at(0))) {
            return specialAuthorityIgnoreSlashes();
        }
        if (at(0) == '/') {
            at++;
            return authority();
        }
        url.takeAuthority(from);
        return path();
    }

    private boolean specialAuthorityIgnoreSlashes() {
        while (at(0) == '/' || at(0) == '\\') {
            at++;
        }
        return authority();
    }

    private boolean authority() {
        int end = at;
        while (end < input.length() && !endsAuthority(input.charAt(end))) {
            end++;
        }
        int userInfo = input.lastIndexOf('@', end - 1);
        String hostAndPort = input.substring(userInfo >= at ? userInfo + 1 : at, end);
        at = end;
        return host(hostAndPort) && pathStart();
    }

    private boolean endsAuthority(char c) {
        return c == '/' || c == '?' || c == '#' || (c == '\\' && url.special());
    }

    private boolean host(String hostAndPort) {
        // Chromium looks for the last colon: that matters where the brackets of an IPv6 address are escapes.
        return hostBefore(portColon(hostAndPort), hostAndPort)
                || (url.special() && hostBefore(lastColon(hostAndPort), hostAndPort));
    }

    private boolean hostBefore(int colon, String hostAndPort) {
        String name = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        if (name.isEmpty()) {
            url.host = "";
            return !url.special() && colon < 0;
        }
        url.host = url.special() ? HostParser.parse(name) : name;
        return url.host != null && (colon < 0 || port(hostAndPort.substring(colon + 1)));
    }

    private static int portColon(String hostAndPort) {
        boolean brackets = false;
        for (int i = 0; i < hostAndPort.length(); i++) {
            char c = hostAndPort.charAt(i);
            if (c == '[') {
                brackets = true;
            } else if (c == ']') {
                brackets = false;
            } else if (c == ':' && !brackets) {
                return i;
            }
        }
        return -1;
    }

    private static int lastColon(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return colon > hostAndPort.lastIndexOf(']') ? colon : -1;
    }

    private boolean port(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            number = Math.min(number * 10 + digit, PORT_MAX + 1);
        }
        if (!digits.isEmpty()) {
            url.setPort(number);
        }
        return number <= PORT_MAX;
    }

    /** Nothing of a file: address is ever contacted, so only its end is told apart. */
    private boolean file() {
        url.host = null;
        return path();
    }

    private boolean pathStart() {
        if (slash(at(0))) {
            at++;
            return path();
        }
        if (at(0) == '?') {
            return query();
        }
        if (at(0) == '#') {
            return fragment();
        }
        return true;
    }

    private boolean path() {
        while (true) {
            int end = at;
            while (end < input.length() && !slash(input.charAt(end)) && !endsPath(input.charAt(end))) {
                end++;
            }
            boolean more = end < input.length() && slash(input.charAt(end));
            segment(input.substring(at, end), more);
            at = end + 1;
            if (!more) {
                at = end;
                return at(0) == '?' ? query() : fragment();
            }
        }
    }

    private void segment(String segment, boolean more) {
        String dots = segment.length() > 6 ? segment : PercentText.dots(segment);
        if (dots.equals("..")) {
            url.shortenPath();
        }
        if (dots.equals("..") || dots.equals(".")) {
            if (!more) {
                url.segments.add("");
            }
            return;
        }
        url.segments.add(PercentText.encodePath(segment));
    }

    private boolean opaquePath() {
        int end = at;
        while (end < input.length() && !endsPath(input.charAt(end))) {
            end++;
        }
        url.opaquePath = input.substring(at, end);
        at = end;
        return at(0) == '?' ? query() : fragment();
    }

    private boolean query() {
        int hash = input.indexOf('#', at);
        int end = hash < 0 ? input.length() : hash;
        url.query = PercentText.encodeQuery(input.substring(at + 1, end));
        at = end;
        return fragment();
    }

    private boolean fragment() {
        if (at(0) == '#') {
            url.fragment = PercentText.encodeQuery(input.substring(at + 1));
        }
        return true;
    }

    private static boolean endsPath(char c) {
        return c == '?' || c == '#';
    }

    private boolean slash(int c) {
        return c == '/' || (c == '\\' && url.special());
    }

    /** The character so many places on, or -1 behind the end. */
    private int at(int ahead) {
        return at + ahead < input.length() ? input.charAt(at + ahead) : -1;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** §4.4 steps 1 to 3: C0 controls and spaces fall off both ends, tabs and newlines everywhere. */
    private static String strip(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && raw.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && raw.charAt(to - 1) <= ' ') {
            to--;
        }
        StringBuilder stripped = null;
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            boolean drop = c == '\t' || c == '\n' || c == '\r';
            if (drop && stripped == null) {
                stripped = new StringBuilder(to - from).append(raw, from, i);
            } else if (!drop && stripped != null) {
                stripped.append(c);
            }
        }
        return stripped == null ? raw.substring(from, to) : stripped.toString();
    }
}
