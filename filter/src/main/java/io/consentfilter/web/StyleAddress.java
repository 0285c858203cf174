package io.consentfilter.web;

import io.consentfilter.web.StyleContext.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends a style sheet on as it comes, but for the address at hand: that is held until it is whole, judged, and sent or replaced. */
final class StyleAddress {
    private static final byte[] NOTHING = StyleSheet.NOTHING.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final WebAddress ANYWHERE = WebAddress.resolve("https://anywhere.invalid/", null);

    private enum Holding {
        /** Bytes flow. */
        NO,
        /** Bytes are kept until the address is whole. */
        YES,
        /** The address was too long: its rest is swallowed. */
        SWALLOW
    }

    private final int depth;
    private final Charset charset;
    private final AddressTest test;
    private final ByteSink sink;
    private final ImportScanner scanner;
    private Holding holding = Holding.NO;
    private Reading reading = Reading.TEXT;
    private byte[] held = new byte[64];
    private int heldLength;
    private byte[] in = held;
    private int unsent;

    StyleAddress(Charset charset, AddressTest test, ByteSink sink, ImportScanner scanner, int depth) {
        this.depth = depth;
        this.charset = charset;
        this.test = test;
        this.sink = sink;
        this.scanner = scanner;
    }

    /** What was said of the string or url that comes next. */
    Reading reading() {
        return reading;
    }

    /** From now on positions mean this array; nothing before {@code from} is to be sent. */
    void enter(byte[] bytes, int from) {
        in = bytes;
        unsent = from;
    }

    /** What the string or url that comes next is. */
    void reads(Reading as) {
        reading = as;
    }

    boolean holds() {
        return holding != Holding.NO;
    }

    void startsAt(int at) throws IOException {
        if (reading != Reading.TEXT) {
            send(at);
            holding = Holding.YES;
            heldLength = 0;
        }
    }

    void keep(int from, int to) throws IOException {
        unsent = holding == Holding.NO ? unsent : to;
        if (holding != Holding.YES) {
            return;
        }
        int at = take(from, to, StyleSheet.ADDRESS_BYTES_MAX);
        boolean data = isData();
        if (data && reading == Reading.SHEET) {
            at = take(at, to, StyleSheet.SHEET_BYTES_MAX);
        } else if (data) {
            leave();
            holding = Holding.NO;
            unsent = at;
            return;
        }
        if (at < to) {
            leaveNothing();
            holding = Holding.SWALLOW;
        }
    }

    /** Holds more bytes while there are not more than that in all; returns behind the last one. */
    private int take(int from, int to, int bytesMax) {
        int length = Math.max(0, Math.min(to - from, bytesMax - heldLength));
        held = held.length < heldLength + length ? Arrays.copyOf(held, (heldLength + length) * 2) : held;
        System.arraycopy(in, from, held, heldLength, length);
        heldLength += length;
        return from + length;
    }

    /** Whether what is held begins with {@code data:}. Such addresses are long, and contact nobody. */
    private boolean isData() {
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
    void resolve(int at) throws IOException {
        if (holding == Holding.YES) {
            if (heldLength > 0 && isWithheld()) {
                leaveNothing();
            } else {
                leave();
            }
        }
        if (holding != Holding.NO) {
            holding = Holding.NO;
            unsent = at;
        }
    }

    /** What is held leaves, but where a preload scanner would find a rule inside of it. */
    private void leave() throws IOException {
        if (scanner.looks() && !scanner.takes(held, heldLength)) {
            leaveNothing();
        } else {
            sink.write(held, 0, heldLength);
        }
    }

    private void leaveNothing() throws IOException {
        sink.write(NOTHING, 0, NOTHING.length);
        if (scanner.looks()) {
            scanner.takes(NOTHING, NOTHING.length);
        }
    }

    private boolean isWithheld() {
        if (reading != Reading.PERHAPS && isPlain() && !(reading == Reading.SHEET && isData())) {
            AddressTest.Answer answer = test.atSight(held, 0, heldLength);
            if (answer != AddressTest.Answer.UNKNOWN) {
                return answer == AddressTest.Answer.WITHHELD;
            }
        }
        // NUL is U+FFFD before anything is read: CSS Syntax 3.3.
        String written = new String(held, 0, heldLength, charset).replace('\0', '\uFFFD');
        String address = CssEscape.resolve(written);
        if (reading == Reading.SHEET && DataAddress.begins(address)) {
            return sheetIsWithheld(address);
        }
        // A preload scanner knows no escapes.
        boolean asWritten = reading == Reading.SHEET && written.indexOf('\\') >= 0 && test.withheld(written);
        return asWritten || ((reading != Reading.PERHAPS || namesOtherHost(address)) && test.withheld(address));
    }

    /** A sheet inside an address is not changed: one that would load something withheld is withheld itself. */
    private boolean sheetIsWithheld(String address) {
        DataAddress data = DataAddress.of(address);
        if (data == null) {
            return false;
        }
        byte[] css = data.sheet();
        if (css == null || depth == StyleSheet.NESTING_MAX) {
            return true;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(css.length);
        AddressTest inside = AddressTest.of(DataAddress.inside(test::withheld));
        try {
            StyleSheet sheet = new StyleSheet(StandardCharsets.UTF_8, inside, kept::write, depth + 1);
            sheet.write(css, 0, css.length);
            sheet.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !Arrays.equals(css, kept.toByteArray());
    }

    private boolean isPlain() {
        for (int i = 0; i < heldLength; i++) {
            if (held[i] <= 0 || held[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    private static boolean namesOtherHost(String address) {
        String host = WebAddress.resolve(address, ANYWHERE).host();
        return host != null && !host.equals(ANYWHERE.host());
    }

    /** Up to where the array at hand was sent or is held. */
    int taken() {
        return unsent;
    }

    void passHeld() throws IOException {
        if (holding == Holding.YES) {
            sink.write(held, 0, heldLength);
        }
        holding = Holding.NO;
    }

    void send(int to) throws IOException {
        if (holding == Holding.NO && to > unsent) {
            sink.write(in, unsent, to - unsent);
        }
        unsent = to;
    }

    /** Whether this byte was not held and has not been sent. */
    boolean flows(int at) {
        return holding == Holding.NO && at >= unsent;
    }

    /** Puts something in front of a byte that flows. */
    void put(int at, byte[] more) throws IOException {
        send(at);
        sink.write(more, 0, more.length);
    }
}
