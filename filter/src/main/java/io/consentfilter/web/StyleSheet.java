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
 * and in calls of custom functions that name another host. Escapes, comments, bad strings and bad urls count as the standard says; a bad string or url in an
 * address's place is judged too, because preload scanners read on where the tokenizer gives up. What else they read in a sheet is
 * the affair of {@link ImportScanner}.
 *
 * <p>Invariant: what was sent is the input up to the unfinished address, which is all that is held. So every cut of the input
 * gives the same output.
 */
public final class StyleSheet {
    /** What stands in an address's place (CSS Values 4, 4.5.4: the invalid URL). */
    public static final String NOTHING = "about:invalid";

    /** Bytes of one address that are held; a longer one is withheld. {@code data:} is not held, but where it is a sheet. */
    public static final int ADDRESS_BYTES_MAX = 8192;

    /** Bytes that are held of an address in which a sheet is written; a longer one is withheld. */
    public static final int SHEET_BYTES_MAX = 1_048_576;

    /** Sheets inside addresses of sheets inside addresses …: deeper ones are withheld. */
    static final int NESTING_MAX = 3;

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

    private final StyleAddress address;
    private final ImportScanner scanner = new ImportScanner();
    private final StyleContext context = new StyleContext();
    private final CssEscape escape = new CssEscape();
    private final StyleNames name = new StyleNames();

    private State state = State.GROUND;
    private byte prefix;
    private boolean number;
    private byte quote;
    private byte[] in = {};

    /**
     * @param charset what the bytes are read as; compatible with ASCII
     * @param test asked for each address, escapes resolved
     */
    public StyleSheet(Charset charset, AddressTest test, ByteSink sink) {
        this(charset, test, sink, 0);
    }

    StyleSheet(Charset charset, AddressTest test, ByteSink sink, int depth) {
        this.address = new StyleAddress(charset, test, sink, scanner, depth);
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
            StyleSheet sheet = new StyleSheet(StandardCharsets.UTF_8, AddressTest.of(withheld), out::write);
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
        address.enter(bytes, offset);
        int end = offset + length;
        int at = offset;
        while (at < end) {
            at = scanner.looks() ? scanned(at) : next(at, end);
        }
        address.send(end);
    }

    private int next(int at, int end) throws IOException {
        return escape.open() ? escaped(at) : step(at, end);
    }

    /** Takes one byte while a preload scanner looks on. */
    private int scanned(int at) throws IOException {
        boolean open = state == State.GROUND || state == State.NAME || state == State.SLASH;
        boolean held = address.holds();
        if (!held) {
            putBefore(at, scanner.separates(in[at]));
        }
        int next = next(at, at + 1);
        if (next > at && (!held || address.flows(at))) {
            putBefore(at, scanner.read(in[at], open, address.holds()));
        }
        return next;
    }

    private void putBefore(int at, byte[] more) throws IOException {
        if (more.length > 0) {
            address.put(at, more);
        }
    }

    /** Whether an address is held whose end has not come. */
    public boolean holds() {
        return address.holds();
    }

    /** Whether the next byte may belong to an escape, or to the mark that begins or ends a comment. */
    public boolean isCutInMark() {
        return escape.open() || state == State.SLASH || state == State.COMMENT_STAR;
    }

    /** What is held leaves as it came, unjudged. */
    public void passHeld() throws IOException {
        address.passHeld();
    }

    /** Up to where an array was taken, of which {@link #write} broke off: sent, or held. 0 where it was not the one at hand. */
    public int takenOf(byte[] bytes) {
        return in == bytes ? address.taken() : 0;
    }

    /** Ends the sheet: an open string or url is whole now (§4.3.5, §4.3.6). The next one may begin. */
    public void end() throws IOException {
        address.enter(in, 0);
        address.resolve(0);
        escape.stop();
        name.take();
        context.clear();
        scanner.begin();
        state = State.GROUND;
        prefix = 0;
        number = false;
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
            if (prefix == 0 && context.idle()) {
                at = IdleStyle.skim(in, at, end, context);
                if (at == end) {
                    return at;
                }
            }
            byte b = in[at];
            if (StyleNames.isName(b) || b == '\\') {
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
                    address.startsAt(at);
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
        while (to < end && StyleNames.isName(in[to])) {
            to++;
        }
        if (to == end || in[to] == '\\' || in[to] == '(' || prefix == '@') {
            return from;
        }
        if (StyleNames.mayBeCustom(in, from, to)) {
            return from;
        }
        prefix = 0;
        context.token();
        return to;
    }

    private void punctuation(byte b) {
        prefix = b == '@' || b == '#' || b == '<' || (b == '!' && prefix == '<') ? b : (byte) 0;
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
        address.reads(context.string());
        context.token();
        state = State.STRING;
    }

    private int name(int from, int end) {
        int at = from;
        while (at < end && StyleNames.isName(in[at])) {
            name.append(in[at++]);
            if (prefix == '!' && name.isTwoDashes()) {
                return commentOpened(at);
            }
        }
        if (at == end) {
            return at;
        }
        if (in[at] == '\\') {
            prefix = prefix == '!' ? 0 : prefix;
            escape.start();
            return at + 1;
        }
        return endName(at);
    }

    /** {@code <!--} is a token of its own (§4.3.1): the dashes are no part of the name behind them. */
    private int commentOpened(int at) {
        name.take();
        prefix = 0;
        state = State.GROUND;
        context.token();
        return at;
    }

    private int endName(int at) {
        String text = name.take();
        byte before = prefix == '@' || prefix == '#' ? prefix : 0;
        boolean function = in[at] == '(' && before == 0 && !number;
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
            address.reads(context.url());
            state = State.URL_START;
        } else {
            context.function(text);
        }
        return next;
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
        address.keep(from, at);
        if (at == end) {
            return at;
        }
        if (in[at] == '\\') {
            return startEscape(at);
        }
        address.resolve(at);
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
            Reading reading = address.reading();
            context.function("url");
            startString(b);
            address.reads(reading);
            address.startsAt(at + 1);
            return at + 1;
        }
        context.token();
        state = State.URL;
        address.startsAt(at);
        return at;
    }

    private int url(int from, int end) throws IOException {
        int at = from;
        while (at < end && !endsUrl(in[at])) {
            at++;
        }
        address.keep(from, at);
        if (at == end) {
            return at;
        }
        if (in[at] == '\\') {
            return startEscape(at);
        }
        address.resolve(at);
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
        address.keep(at, at + 1);
        escape.start();
        return at + 1;
    }

    private int escaped(int at) throws IOException {
        Step step = escape.step(in[at]);
        if (step == Step.NEWLINE) {
            return escapedNewline(at);
        }
        if (state == State.NAME && step != Step.MORE) {
            name.append(escape.value());
        }
        if (step == Step.BEFORE) {
            return at;
        }
        address.keep(at, at + 1);
        return at + 1;
    }

    private int escapedNewline(int at) throws IOException {
        switch (state) {
            case STRING -> {
                if (in[at] == '\r') {
                    escape.startLineEnd();
                }
                address.keep(at, at + 1);
                return at + 1;
            }
            case NAME -> {
                endName(at);
                context.token();
            }
            case URL -> {
                address.resolve(at);
                state = State.BAD_URL;
            }
            default -> {
                return at + 1;
            }
        }
        return at;
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
}
