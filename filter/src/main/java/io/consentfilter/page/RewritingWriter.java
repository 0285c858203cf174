package io.consentfilter.page;

import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The app's writer: our own encoder, straight into the rewriter. Template engines print in small pieces, thousands to a page: they
 * are gathered as characters, without a lock (as Tomcat's writer has none: a response belongs to one thread at a time), and encoded
 * many at once. Answers that are no pages go to the container's writer instead, as if we were not there.
 */
final class RewritingWriter extends PrintWriter {
    /** So many characters are gathered before they are encoded. */
    static final int CHARS = 512;

    /** So many bytes are gathered before the rewriter sees them. */
    static final int BYTES = 4096;

    private final PageBody body;
    private final TextEncoder encoder;
    private final Locale locale;
    private final String lineEnd;
    private char[] chars = {};
    private int count;
    private byte[] bytes = {};
    private int length;
    private @Nullable Writer container;
    private boolean decided;
    private boolean closed;

    RewritingWriter(PageBody body, Charset charset) {
        super(Writer.nullWriter());
        ServletResponse response = body.headers().container();
        this.locale = ContainerHabits.locale(response);
        this.lineEnd = ContainerHabits.lineEnd(response);
        this.body = body;
        this.encoder = TextEncoder.of(charset);
    }

    /** The container's writer, where the body passes; null where it goes through our encoder. */
    private @Nullable Writer passing() throws IOException {
        if (closed) {
            throw new IOException("the writer is closed");
        }
        if (!decided) {
            container = body.writerIfPassing();
            decided = true;
            if (container == null && chars.length == 0) {
                chars = new char[CHARS];
                bytes = new byte[BYTES + encoder.bytesMax(CHARS)];
            }
        }
        return container;
    }

    @Override
    public void write(String text, int offset, int length) {
        try {
            Writer passing = passing();
            if (passing != null) {
                passing.write(text, offset, length);
            } else {
                put(text, offset, offset + length);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void put(String text, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int taken = Math.min(to - at, CHARS - count);
            text.getChars(at, at + taken, chars, count);
            at += taken;
            gathered(taken);
        }
    }

    @Override
    public void write(String text) {
        write(text, 0, text.length());
    }

    @Override
    public void write(char[] text, int offset, int length) {
        try {
            Writer passing = passing();
            if (passing != null) {
                passing.write(text, offset, length);
                return;
            }
            int at = offset;
            while (at < offset + length) {
                int taken = Math.min(offset + length - at, CHARS - count);
                System.arraycopy(text, at, chars, count, taken);
                at += taken;
                gathered(taken);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void write(char[] text) {
        write(text, 0, text.length);
    }

    @Override
    public void write(int c) {
        try {
            Writer passing = passing();
            if (passing != null) {
                passing.write(c);
            } else {
                chars[count] = (char) c;
                gathered(1);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void println() {
        write(lineEnd);
    }

    @Override
    public void println(@Nullable String text) {
        print(text);
        println();
    }

    @Override
    public void println(@Nullable Object object) {
        print(String.valueOf(object));
        println();
    }

    @Override
    public PrintWriter format(String format, @Nullable Object... arguments) {
        return format(locale, format, arguments);
    }

    @Override
    public PrintWriter printf(String format, @Nullable Object... arguments) {
        return format(locale, format, arguments);
    }

    private void gathered(int more) throws IOException {
        count += more;
        if (count == CHARS) {
            encode();
        }
    }

    /** Encodes all that was gathered, but for half a pair of surrogates at its end. */
    private void encode() throws IOException {
        if (count == 0) {
            return;
        }
        if (bytes.length - length < encoder.bytesMax(count)) {
            forward();
        }
        length = encoder.encode(chars, count, bytes, length);
        int left = encoder.left();
        if (left > 0) {
            chars[0] = chars[count - 1];
        }
        count = left;
    }

    /** Hands the gathered bytes to the rewriter. */
    private void forward() throws IOException {
        if (length > 0) {
            int all = length;
            length = 0;
            body.write(bytes, 0, all);
        }
    }

    /** Whether it is certain that our encoder writes, and not the container's. */
    boolean encodes() {
        return decided && container == null;
    }

    /** Hands over what was gathered, without a flush. */
    void drain() throws IOException {
        if (container == null) {
            encode();
            forward();
        }
    }

    /** The app took its body back. */
    void forget() {
        count = 0;
        length = 0;
        decided = false;
        container = null;
    }

    @Override
    public void flush() {
        try {
            Writer passing = passing();
            if (passing != null) {
                passing.flush();
            } else {
                drain();
                body.flush();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (body.staysOpen()) {
            flush();
            return;
        }
        try {
            Writer passing = passing();
            if (passing != null) {
                passing.close();
            } else {
                drain();
                endHalfPair();
                body.close();
            }
        } catch (IOException e) {
            failed(e);
        }
        closed = true;
    }

    /** The container's writer tells nobody else that the visitor has gone. */
    @Override
    public boolean checkError() {
        boolean failed = super.checkError();
        return failed || (container instanceof PrintWriter writer && writer.checkError());
    }

    private void endHalfPair() throws IOException {
        if (count > 0) {
            count = 0;
            bytes[length++] = '?';
            forward();
        }
    }

    /** As every {@link PrintWriter} does: the app asks {@link #checkError}. */
    private void failed(IOException e) {
        if (e instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
        }
        setError();
    }
}
