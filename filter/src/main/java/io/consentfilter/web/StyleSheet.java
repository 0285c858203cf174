package io.consentfilter.web;

import io.consentfilter.web.CssEscape.Step;
import io.consentfilter.web.StyleContext.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Streams a style sheet and puts {@value #NOTHING} where an address of a withheld host stood; all other bytes leave as they came.
 * Follows the tokenizer of CSS Syntax Level 3 (§4.3) as far as it decides what is an address: {@code url()} with and without
 * quotes, {@code @import} in both forms, {@code image-set()}, {@code image()}, {@code src()}, and strings of custom properties
 * that name another host. Escapes, comments, bad strings and bad urls count as the standard says; a bad string or url in an
 * address's place is judged too, because preload scanners read on where the tokenizer gives up.
 *
 * <p>Invariant: what was sent is the input up to the unfinished address, which is all that is held. So every cut of the input
 * gives the same output.
 */
public final class StyleSheet {
    /** What stands in an address's place (CSS Values 4, 4.5.4: the invalid URL). */
    public static final String NOTHING = "about:invalid";

    /** Bytes of one address that are held; a longer one is withheld. {@code data:} is not held. */
    public static final int ADDRESS_BYTES_MAX = 8192;

    private static final byte[] NOTHING_BYTES = NOTHING.getBytes(StandardCharsets.US_ASCII);
    private static final int NAME_BYTES_MAX = 24;
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] NAME = nameBytes();
    private static final WebAddress ANYWHERE = WebAddress.resolve("https://anywhere.invalid/", null);

    private static final String INITIAL_VALUE = "initial-value";
    private static final String RESULT = "result";
    private static final String CUSTOM = "--";

    /** Every name that {@link StyleContext} or this class knows by its spelling. */
    private static final String[] KNOWN = {
        "url",
        "src",
        "image",
        "image-set",
        "-webkit-image-set",
        "-moz-image-set",
        "type",
        "format",
        "tech",
        "local",
        "import",
        "namespace",
        INITIAL_VALUE,
        RESULT
    };

    private enum State {
        GROUND,
        NAME,
        SLASH,
        COMMENT,
        COMMENT_STAR,
        STRING,
        URL_START,
        URL,
        URL_END,
        BAD_URL
    }

    private enum Holding {
        /** Bytes flow. */
        NO,
        /** Bytes are kept until the address is whole. */
        YES,
        /** The address was too long: its rest is swallowed. */
        SWALLOW
    }

    private final Charset charset;
    private final Predicate<String> withheld;
    private final ByteSink sink;
    private final StyleContext context = new StyleContext();
    private final CssEscape escape = new CssEscape();
    private final byte[] name = new byte[NAME_BYTES_MAX];
    private byte[] held = new byte[64];

    private State state = State.GROUND;
    private Holding holding = Holding.NO;
    private Reading reading = Reading.TEXT;
    private int nameLength;
    private byte prefix;
    private boolean number;
    private byte quote;
    private int heldLength;

    private byte[] in = held;
    private int unsent;

    /**
     * @param charset what the bytes are read as; compatible with ASCII
     * @param withheld asked for each address, escapes resolved
     */
    public StyleSheet(Charset charset, Predicate<String> withheld, ByteSink sink) {
        this.charset = charset;
        this.withheld = withheld;
        this.sink = sink;
    }

    /**
     * A whole sheet or style attribute (character references already decoded).
     *
     * @return the same string where nothing is withheld
     */
    public static String without(String css, Predicate<String> withheld) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(css.length() + 16);
        byte[] bytes = css.getBytes(StandardCharsets.UTF_8);
        try {
            StyleSheet sheet = new StyleSheet(StandardCharsets.UTF_8, withheld, out::write);
            sheet.write(bytes, 0, bytes.length);
            sheet.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.equals(bytes, out.toByteArray()) ? css : out.toString(StandardCharsets.UTF_8);
    }

    /** Takes the next bytes and sends all but an unfinished address. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        in = bytes;
        unsent = offset;
        int end = offset + length;
        int at = offset;
        while (at < end) {
            at = escape.open() ? escaped(at) : step(at, end);
        }
        send(end);
    }

    /** Ends the sheet: an open string or url is whole now (§4.3.5, §4.3.6). */
    public void end() throws IOException {
        unsent = 0;
        resolve(0);
        escape.stop();
        state = State.GROUND;
    }

    private int step(int at, int end) throws IOException {
        return switch (state) {
            case GROUND -> ground(at, end);
            case NAME -> name(at, end);
            case SLASH -> slash(at);
            case COMMENT -> comment(at, end);
            case COMMENT_STAR -> commentStar(at);
            case STRING -> string(at, end);
            case URL_START -> urlStart(at);
            case URL -> url(at, end);
            case URL_END -> urlEnd(at);
            case BAD_URL -> badUrl(at, end);
        };
    }

    private int ground(int from, int end) throws IOException {
        int at = from;
        while (at < end) {
            byte b = in[at];
            if (NAME[b & 0xff] || b == '\\') {
                int plain = plainName(at, end);
                if (plain > at) {
                    at = plain;
                    continue;
                }
                state = State.NAME;
                number = b >= '0' && b <= '9';
                return at;
            }
            at++;
            switch (b) {
                case ' ', '\t', '\n', '\r', '\f' -> prefix = 0;
                case '"', '\'' -> {
                    startString(b);
                    startAddress(at);
                    return at;
                }
                case '/' -> {
                    prefix = 0;
                    state = State.SLASH;
                    return at;
                }
                default -> punctuation(b);
            }
        }
        return at;
    }

    /** Where a name ends that decides nothing, as nearly all do: read in one go, nothing made of it. Otherwise {@code from}. */
    private int plainName(int from, int end) {
        int to = from;
        while (to < end && NAME[in[to] & 0xff]) {
            to++;
        }
        if (to == end || in[to] == '\\' || in[to] == '(' || prefix == '@') {
            return from;
        }
        boolean custom = in[from] == '-' && to - from > 1 && in[from + 1] == '-';
        boolean named = to - from == INITIAL_VALUE.length() || to - from == RESULT.length();
        if (custom || named) {
            return from;
        }
        prefix = 0;
        context.token();
        return to;
    }

    private void punctuation(byte b) {
        prefix = b == '@' || b == '#' ? b : (byte) 0;
        switch (b) {
            case '(', '[', '{' -> context.open(b);
            case ')', ']', '}' -> context.close(b);
            case ';' -> context.semicolon();
            case ':' -> context.colon();
            default -> context.token();
        }
    }

    private void startString(byte mark) {
        prefix = 0;
        quote = mark;
        reading = context.string();
        context.token();
        state = State.STRING;
    }

    private int name(int from, int end) {
        int at = from;
        while (at < end && NAME[in[at] & 0xff]) {
            appendToName(in[at++]);
        }
        if (at == end) {
            return at;
        }
        if (in[at] == '\\') {
            escape.start();
            return at + 1;
        }
        return endName(at);
    }

    private void appendToName(int c) {
        if (nameLength < NAME_BYTES_MAX) {
            name[nameLength] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        nameLength++;
    }

    private int endName(int at) {
        String text = nameLength <= NAME_BYTES_MAX ? known(nameLength) : known(2);
        byte before = prefix;
        boolean function = in[at] == '(' && before == 0 && !number;
        nameLength = 0;
        prefix = 0;
        state = State.GROUND;
        if (function) {
            return function(text, at + 1);
        }
        if (before == '@' && !number) {
            context.atKeyword(text);
        } else if (before == '#' || number) {
            context.token();
        } else {
            context.identifier(text);
        }
        return at;
    }

    private int function(String text, int next) {
        if (text.equals("url")) {
            reading = context.url();
            state = State.URL_START;
        } else {
            context.function(text);
        }
        return next;
    }

    /** The name, if it is one that decides something; what only begins with two dashes is all the same. */
    private String known(int length) {
        for (String each : KNOWN) {
            if (each.length() == length && spells(each)) {
                return each;
            }
        }
        return length > 1 && name[0] == '-' && name[1] == '-' ? CUSTOM : "";
    }

    private boolean spells(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (name[i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int slash(int at) {
        boolean comment = in[at] == '*';
        state = comment ? State.COMMENT : State.GROUND;
        if (!comment) {
            context.token();
        }
        return comment ? at + 1 : at;
    }

    private int comment(int from, int end) {
        int at = from;
        while (at < end && in[at] != '*') {
            at++;
        }
        if (at < end) {
            state = State.COMMENT_STAR;
            at++;
        }
        return at;
    }

    private int commentStar(int at) {
        if (in[at] != '*') {
            state = in[at] == '/' ? State.GROUND : State.COMMENT;
        }
        return at + 1;
    }

    private int string(int from, int end) throws IOException {
        int at = from;
        while (at < end && in[at] != quote && in[at] != '\\' && !newline(in[at])) {
            at++;
        }
        keep(from, at);
        if (at == end) {
            return at;
        }
        if (in[at] == '\\') {
            return startEscape(at);
        }
        resolve(at);
        state = State.GROUND;
        // A newline makes a bad string and is read again (§4.3.5).
        return in[at] == quote ? at + 1 : at;
    }

    private int urlStart(int at) throws IOException {
        byte b = in[at];
        if (space(b)) {
            return at + 1;
        }
        if (b == '"' || b == '\'') {
            context.function("url");
            startString(b);
            startAddress(at + 1);
            return at + 1;
        }
        context.token();
        state = State.URL;
        startAddress(at);
        return at;
    }

    private int url(int from, int end) throws IOException {
        int at = from;
        while (at < end && !endsUrl(in[at])) {
            at++;
        }
        keep(from, at);
        if (at == end) {
            return at;
        }
        if (in[at] == '\\') {
            return startEscape(at);
        }
        resolve(at);
        state = space(in[at]) ? State.URL_END : in[at] == ')' ? State.GROUND : State.BAD_URL;
        return at + 1;
    }

    private int urlEnd(int at) {
        byte b = in[at];
        if (space(b)) {
            return at + 1;
        }
        state = b == ')' ? State.GROUND : State.BAD_URL;
        return b == ')' ? at + 1 : at;
    }

    /** §4.3.14 "consume the remnants of a bad url". */
    private int badUrl(int from, int end) throws IOException {
        int at = from;
        while (at < end && in[at] != ')' && in[at] != '\\') {
            at++;
        }
        if (at == end) {
            return at;
        }
        if (in[at] == '\\') {
            return startEscape(at);
        }
        state = State.GROUND;
        return at + 1;
    }

    private int startEscape(int at) throws IOException {
        keep(at, at + 1);
        escape.start();
        return at + 1;
    }

    private int escaped(int at) throws IOException {
        Step step = escape.step(in[at]);
        if (step == Step.NEWLINE) {
            return escapedNewline(at);
        }
        if (state == State.NAME && step != Step.MORE) {
            appendToName(escape.value());
        }
        if (step == Step.BEFORE) {
            return at;
        }
        keep(at, at + 1);
        return at + 1;
    }

    private int escapedNewline(int at) throws IOException {
        switch (state) {
            case STRING -> {
                if (in[at] == '\r') {
                    escape.startLineEnd();
                }
                keep(at, at + 1);
                return at + 1;
            }
            case NAME -> {
                endName(at);
                context.token();
            }
            case URL -> {
                resolve(at);
                state = State.BAD_URL;
            }
            default -> {
                return at + 1;
            }
        }
        return at;
    }

    private void startAddress(int at) throws IOException {
        if (reading == Reading.TEXT) {
            return;
        }
        send(at);
        holding = Holding.YES;
        heldLength = 0;
    }

    private void keep(int from, int to) throws IOException {
        if (holding != Holding.YES) {
            return;
        }
        int length = Math.min(to - from, ADDRESS_BYTES_MAX - heldLength);
        held = held.length < heldLength + length ? Arrays.copyOf(held, (heldLength + length) * 2) : held;
        System.arraycopy(in, from, held, heldLength, length);
        heldLength += length;
        if (data()) {
            sink.write(held, 0, heldLength);
            holding = Holding.NO;
            unsent = from + length;
        } else if (length < to - from) {
            sink.write(NOTHING_BYTES, 0, NOTHING_BYTES.length);
            holding = Holding.SWALLOW;
        }
    }

    /** Whether what is held begins with {@code data:}. Such addresses are long, and contact nobody. */
    private boolean data() {
        int at = 0;
        while (at < heldLength && held[at] >= 0 && held[at] <= ' ') {
            at++;
        }
        for (int i = 0; i < DATA.length; i++, at++) {
            if (at >= heldLength || (held[at] | (DATA[i] & 0x20)) != DATA[i]) {
                return false;
            }
        }
        return true;
    }

    /** The address is whole; {@code at} is the first byte behind it. */
    private void resolve(int at) throws IOException {
        if (holding == Holding.YES) {
            if (heldLength > 0 && isWithheld()) {
                sink.write(NOTHING_BYTES, 0, NOTHING_BYTES.length);
            } else {
                sink.write(held, 0, heldLength);
            }
        }
        if (holding != Holding.NO) {
            holding = Holding.NO;
            unsent = at;
        }
    }

    private boolean isWithheld() {
        // NUL is U+FFFD before anything is read: CSS Syntax 3.3.
        String written = new String(held, 0, heldLength, charset).replace('\0', '\uFFFD');
        String address = CssEscape.resolve(written);
        return (reading == Reading.ADDRESS || namesOtherHost(address)) && withheld.test(address);
    }

    private static boolean namesOtherHost(String address) {
        String host = WebAddress.resolve(address, ANYWHERE).host();
        return host != null && !host.equals(ANYWHERE.host());
    }

    private void send(int to) throws IOException {
        if (holding == Holding.NO && to > unsent) {
            sink.write(in, unsent, to - unsent);
        }
        unsent = to;
    }

    /** What ends an unquoted url or makes it bad: §4.3.6. */
    private static boolean endsUrl(byte b) {
        return b == ')' || b == '"' || b == '\'' || b == '(' || b == '\\' || b == 0x7f || (b > 0 && b <= ' ');
    }

    private static boolean newline(byte b) {
        return b == '\n' || b == '\r' || b == '\f';
    }

    private static boolean space(byte b) {
        return b == ' ' || b == '\t' || newline(b);
    }

    /** Bytes that go on a name: §4.2 "ident code point", with NUL, which becomes U+FFFD. */
    private static boolean[] nameBytes() {
        boolean[] name = new boolean[256];
        Arrays.fill(name, 0x80, 256, true);
        Arrays.fill(name, 'a', 'z' + 1, true);
        Arrays.fill(name, 'A', 'Z' + 1, true);
        Arrays.fill(name, '0', '9' + 1, true);
        name['-'] = true;
        name['_'] = true;
        name[0] = true;
        return name;
    }
}
