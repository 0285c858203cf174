package io.consentfilter.page;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the app gets as its response. Listens to status, type, encoding, cookies and lengths as the app sets them; which way the
 * body goes is decided at its first byte, and {@code reset}, {@code resetBuffer} and {@code sendError} undo that.
 */
final class PageResponse extends HttpServletResponseWrapper {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    /** Jakarta Servlet 6.0 §5.6: what counts where nobody says anything. */
    private static final String DEFAULT_CHARSET = "ISO-8859-1";

    private static final @Nullable MethodHandle REDIRECT = Servlet61.method(
            HttpServletResponse.class, "sendRedirect", void.class, String.class, int.class, boolean.class);

    private final PageBody body;
    private boolean streamGiven;
    private @Nullable RewritingWriter writer;
    private @Nullable String frozenCharset;
    private boolean takenApart;

    PageResponse(PageExchange exchange, HttpServletResponse container) {
        super(container);
        this.body = new PageBody(exchange, new PageHeaders(exchange, container));
    }

    /** Ours in the chain of wrappers, if it is there. */
    static @Nullable PageResponse in(@Nullable ServletResponse response) {
        ServletResponse at = response;
        while (at instanceof ServletResponseWrapper wrapper) {
            if (at instanceof PageResponse ours) {
                return ours;
            }
            at = wrapper.getResponse();
        }
        return null;
    }

    /** Whoever asks for it may write past us. The wrapper's own methods do not ask. */
    @Override
    public ServletResponse getResponse() {
        takenApart = true;
        return super.getResponse();
    }

    /** Whether somebody has had the response behind this one. */
    boolean takenApart() {
        return takenApart;
    }

    PageExchange exchange() {
        return body.exchange();
    }

    PageHeaders headers() {
        return body.headers();
    }

    PageBody body() {
        return body;
    }

    // ---- the body
    // -------------------------------------------------------------------------------------------------------

    @Override
    public ServletOutputStream getOutputStream() {
        if (writer != null) {
            throw new IllegalStateException("getWriter() has already been called for this response");
        }
        streamGiven = true;
        return body;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (streamGiven) {
            throw new IllegalStateException("getOutputStream() has already been called for this response");
        }
        if (writer == null) {
            // Jetty says nothing, or an empty text, for types such as SVG.
            String said = getCharacterEncoding();
            String name = said == null || said.isBlank() ? DEFAULT_CHARSET : said;
            writer = new RewritingWriter(body, charset(name));
            frozenCharset = name;
            if (ContainerHabits.writerNamesCharset(headers().container())) {
                sayCharset();
            }
        }
        return writer;
    }

    private static Charset charset(String name) throws IOException {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            java.io.UnsupportedEncodingException unsupported = new java.io.UnsupportedEncodingException(name);
            unsupported.initCause(e);
            throw unsupported;
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        drainWriter();
        body.flush();
        super.flushBuffer();
    }

    /** Whether what the app writes leaves by the container's stream, and not by its writer: wrappers outside of us tell them apart. */
    boolean writesBytes() {
        return streamGiven || (writer != null && writer.encodes());
    }

    /** What the writer has encoded and not yet handed over. */
    void drainWriter() throws IOException {
        if (writer != null) {
            writer.drain();
        }
    }

    @Override
    public void reset() {
        super.reset();
        if (exchange().included()) {
            return;
        }
        forgetBody();
        streamGiven = false;
        writer = null;
        frozenCharset = null;
        headers().reset();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        forgetBody();
    }

    /** Whatever the app wrote is taken back. */
    void forgetBody() {
        if (writer != null) {
            writer.forget();
        }
        body.forget();
        headers().bodyReset();
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (isInterim(status) || exchange().included()) {
            super.sendError(status, message);
            return;
        }
        headers().errorComes();
        super.sendError(status, message);
        body.abandon();
    }

    @Override
    public void sendError(int status) throws IOException {
        if (isInterim(status) || exchange().included()) {
            super.sendError(status);
            return;
        }
        headers().errorComes();
        super.sendError(status);
        body.abandon();
    }

    /** Jetty sends 102 and 103 so: the answer itself comes later (RFC 9110 §15.2). */
    private static boolean isInterim(int status) {
        return status >= 100 && status < 200;
    }

    private interface Redirect {
        void send() throws IOException;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        redirect(true, () -> super.sendRedirect(location));
    }

    /** Servlet 6.1: {@code HttpServletResponse.sendRedirect(String, int)}. */
    public void sendRedirect(String location, int status) throws IOException {
        sendRedirect(location, status, true);
    }

    /** Servlet 6.1: {@code HttpServletResponse.sendRedirect(String, boolean)}. */
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        sendRedirect(location, SC_FOUND, clearBuffer);
    }

    /** Servlet 6.1: {@code HttpServletResponse.sendRedirect(String, int, boolean)}. */
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        redirect(clearBuffer, () -> redirect61(location, status, clearBuffer));
    }

    private void redirect(boolean clearBuffer, Redirect redirect) throws IOException {
        if (exchange().included() || isCommitted()) {
            redirect.send();
            return;
        }
        if (!clearBuffer) {
            body.end();
            redirect.send();
            return;
        }
        headers().redirectComes();
        try {
            redirect.send();
        } catch (RuntimeException e) {
            // An address that is none: the app may still write its page.
            headers().typeChanged();
            throw e;
        }
        body.abandon();
    }

    private void redirect61(String location, int status, boolean clearBuffer) throws IOException {
        MethodHandle redirect = REDIRECT;
        if (redirect == null) {
            throw new UnsupportedOperationException("sendRedirect with a status needs Servlet 6.1");
        }
        Servlet61.call(() -> {
            redirect.invoke((HttpServletResponse) super.getResponse(), location, status, clearBuffer);
            return this;
        });
    }

    // ---- type and encoding
    // ----------------------------------------------------------------------------------------------

    @Override
    public void setContentType(@Nullable String type) {
        super.setContentType(type);
        typeSet();
    }

    private void typeSet() {
        headers().typeChanged();
        String said = getContentType();
        if (said != null && (said.contains("charset") || headers().kind().rewritten())) {
            sayCharset();
        }
    }

    @Override
    public void setCharacterEncoding(@Nullable String charset) {
        if (frozenCharset == null) {
            super.setCharacterEncoding(charset);
        }
    }

    /** Servlet 6.1: {@code ServletResponse.setCharacterEncoding(Charset)}. */
    public void setCharacterEncoding(@Nullable Charset charset) {
        setCharacterEncoding(charset == null ? null : charset.name());
    }

    @Override
    public void setLocale(Locale locale) {
        super.setLocale(locale);
        if (frozenCharset != null) {
            super.setCharacterEncoding(frozenCharset);
        }
    }

    /** Says the writer's charset in the header, as a container does when it opens its own writer. */
    void sayCharset() {
        if (frozenCharset != null) {
            super.setCharacterEncoding(frozenCharset);
        }
    }

    // ---- lengths
    // --------------------------------------------------------------------------------------------------------

    @Override
    public void setContentLength(int bytes) {
        headers().length(bytes);
    }

    @Override
    public void setContentLengthLong(long bytes) {
        headers().length(bytes);
    }

    // ---- headers
    // --------------------------------------------------------------------------------------------------------

    @Override
    public void addCookie(@Nullable Cookie cookie) {
        if (cookie == null
                || headers().admits(cookie.getName() + "=" + (cookie.getMaxAge() == 0 ? "; Max-Age=0" : ""))) {
            super.addCookie(cookie);
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (isType(name) && value != null) {
            setContentType(value);
        } else {
            headers().set(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (isType(name) && value != null) {
            setContentType(value);
        } else {
            headers().add(name, value);
        }
    }

    private static boolean isType(@Nullable String name) {
        return name != null && name.length() == 12 && name.equalsIgnoreCase("Content-Type");
    }

    @Override
    public void setIntHeader(String name, int value) {
        headers().set(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        headers().add(name, Integer.toString(value));
    }

    @Override
    public void setDateHeader(String name, long millis) {
        if (HeaderRole.of(name) == HeaderRole.VALIDITY) {
            headers().set(name, HTTP_DATE.format(Instant.ofEpochMilli(millis)));
        } else {
            super.setDateHeader(name, millis);
        }
    }

    @Override
    public void addDateHeader(String name, long millis) {
        if (HeaderRole.of(name) == HeaderRole.VALIDITY) {
            headers().add(name, HTTP_DATE.format(Instant.ofEpochMilli(millis)));
        } else {
            super.addDateHeader(name, millis);
        }
    }

    @Override
    public boolean containsHeader(String name) {
        // Tomcat knows the type, but not as a header.
        return !headers().ofApp(name).isEmpty() || (isType(name) && super.containsHeader(name));
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> values = headers().ofApp(name);
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return headers().ofApp(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers().namesOfApp();
    }
}
