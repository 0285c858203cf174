package io.consentfilter.page;

import io.consentfilter.metrics.Counter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body side of one response, and the stream that the app writes to: decides at the first byte how it is treated and builds the
 * steps it takes. In non-blocking mode each call of the app makes at most one write to the container, because {@code isReady()}
 * allows just one. {@code write(ByteBuffer)} of Servlet 6.1 comes by inheritance and ends in {@link #write(byte[], int, int)}.
 */
final class PageBody extends ServletOutputStream {
    /** About what a banner and its assets take. */
    private static final int INSERTED_BYTES = 4096;

    private static final int SMALL_BUFFER_BYTES = 8192;

    private final PageExchange exchange;
    private final PageHeaders headers;

    private @Nullable ServletOutputStream out;
    private @Nullable ContainerStage last;
    private @Nullable Stage first;
    private @Nullable LeadingBlanks blanks;
    private byte @Nullable [] one;

    /** The app's bytes leave as they come, one write for each of the app's: no steps are made for them. */
    private boolean passing;

    /** Null where the app writes as usual: only in non-blocking mode an end may have to wait. */
    private @Nullable WaitingEnd waitingEnd;

    private boolean ended;
    private boolean passingWriter;

    PageBody(PageExchange exchange, PageHeaders headers) {
        this.exchange = exchange;
        this.headers = headers;
    }

    PageExchange exchange() {
        return exchange;
    }

    PageHeaders headers() {
        return headers;
    }

    private HttpServletResponse container() {
        return headers.container();
    }

    // ---- what the app does
    // ----------------------------------------------------------------------------------------------

    @Override
    public void write(int b) throws IOException {
        byte[] here = one;
        if (here == null) {
            here = new byte[1];
            one = here;
        }
        here[0] = (byte) b;
        write(here, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0 || ended) {
            return;
        }
        Stage stage = first;
        if (stage == null && !passing) {
            if (waits(bytes, offset, length)) {
                return;
            }
            LeadingBlanks before = blanks;
            if (before != null) {
                blanks = null;
                write(before.before(bytes, offset, length), 0, before.held().length + length);
                return;
            }
            stage = decide(bytes, offset, length);
            first = stage;
            passing = stage == null;
        }
        ContainerStage gathering = last;
        if (stage == null || gathering == null) {
            out().write(bytes, offset, length);
            return;
        }
        gathering.begin(length);
        try {
            stage.write(bytes, offset, length);
            gathering.send();
        } finally {
            gathering.done();
        }
    }

    /** Whether a browser could not tell yet either what this is. */
    private boolean waits(byte[] bytes, int offset, int length) {
        if (headers.kind() != ContentKind.UNKNOWN || exchange.skipped()) {
            return false;
        }
        LeadingBlanks here = blanks == null ? new LeadingBlanks(isPacked()) : blanks;
        boolean kept = here.keeps(bytes, offset, length);
        blanks = kept ? here : blanks;
        return kept;
    }

    private boolean isPacked() {
        return container().getHeader("Content-Encoding") != null;
    }

    /** Blanks leave as they are, whatever follows; without its head nobody can unpack a body. */
    private void sendBlanks() throws IOException {
        LeadingBlanks here = blanks;
        if (here != null) {
            blanks = null;
            passing = here.packed();
            out().write(here.held(), 0, here.held().length);
        }
    }

    @Override
    public void flush() throws IOException {
        if (ended) {
            return;
        }
        if (passing) {
            flushContainer();
            return;
        }
        if (first == null) {
            settleWithoutBody(true);
            sendBlanks();
            if (!passingWriter && exchange.response().writesBytes()) {
                flushContainer();
            } else if (!passingWriter) {
                container().flushBuffer();
            }
            return;
        }
        first.flush();
        send();
        if (isNonBlocking()) {
            flushContainer();
        }
    }

    private boolean isNonBlocking() {
        return waitingEnd != null;
    }

    private void flushContainer() throws IOException {
        ServletOutputStream stream = out();
        if (!isNonBlocking() || stream.isReady()) {
            stream.flush();
        }
    }

    /** Whether it is only a part of the page that closes, and the whole goes on. */
    boolean staysOpen() {
        return exchange.included() && ContainerHabits.staysOpenInInclude(container());
    }

    @Override
    public void close() throws IOException {
        if (staysOpen()) {
            return;
        }
        endThen(() -> out().close());
    }

    @Override
    public boolean isReady() {
        return outUnchecked().isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        outUnchecked().setWriteListener(new ReadyListener(this, listener));
        waitingEnd = new WaitingEnd();
        if (last != null) {
            last.nonBlocking();
        }
    }

    /** The container's writer, if the type says that this is no page; null where our encoder has to write. */
    @Nullable
    Writer writerIfPassing() throws IOException {
        headers.takeUpWhatPassedUsBy();
        if (first != null
                || passing
                || headers.kind() == ContentKind.UNKNOWN
                || mode(headers.kind()).changesBytes()) {
            exchange.response().sayCharset();
            return null;
        }
        settle(mode(headers.kind()));
        passingWriter = true;
        return container().getWriter();
    }

    // ---- the decision
    // ---------------------------------------------------------------------------------------------------

    /** The first of the steps that the body takes; null where it takes none. */
    private @Nullable Stage decide(byte[] bytes, int offset, int length) throws IOException {
        headers.takeUpWhatPassedUsBy();
        ContentKind kind = headers.kind();
        if (kind == ContentKind.UNKNOWN && !exchange.skipped()) {
            if (headers.forbidsSniffing() || isPacked()) {
                headers.mayBePage();
            } else if (LeadingBytes.looksLikePage(bytes, offset, length)) {
                headers.isPage();
                kind = ContentKind.HTML;
            } else if (LeadingBytes.looksLikeXml(bytes, offset, length)) {
                headers.isXml();
                kind = ContentKind.XML;
            }
        }
        BodyMode mode = mode(kind);
        settle(mode);
        if (mode == BodyMode.REWRITE) {
            makeRoom();
        }
        return switch (mode) {
            case PASS, PASS_UNREADABLE -> null;
            case REWRITE -> BodySteps.rewriting(exchange, headers, last());
            case REWRITE_GZIP -> new GunzipStage(BodySteps.rewriting(exchange, headers, new GzipStage(last())));
            case COMMENT -> new CommentStage(last(), exchange.policyHash());
        };
    }

    private ContainerStage last() throws IOException {
        ContainerStage stage = new ContainerStage(out());
        if (isNonBlocking()) {
            stage.nonBlocking();
        }
        last = stage;
        return stage;
    }

    /** An app may set headers, or begin a session, as long as its page fits into the container's buffer: what we put in shall not end that earlier. */
    private void makeRoom() {
        int size = container().getBufferSize();
        // Tomcat keeps the buffer for the next answer on this connection: it may grow once only.
        if (size <= SMALL_BUFFER_BYTES && !container().isCommitted()) {
            try {
                container().setBufferSize(size + INSERTED_BYTES);
            } catch (IllegalStateException e) {
                // Somebody has written before us.
            }
        }
    }

    private BodyMode mode(ContentKind kind) {
        return BodyMode.of(exchange, kind, container());
    }

    private void settle(BodyMode mode) {
        if (mode == BodyMode.PASS_UNREADABLE) {
            exchange.tools().metrics().count(Counter.PASSED_UNREADABLE);
        }
        if (mode.changesBytes()) {
            headers.settleChanged();
        } else {
            headers.settleUnchanged(true);
        }
    }

    /** The head may leave before any body: what a body would decide is decided by the type alone. */
    private void settleWithoutBody(boolean bodyMayFollow) {
        headers.takeUpWhatPassedUsBy();
        boolean mayBePage = headers.kind() == ContentKind.UNKNOWN
                && bodyMayFollow
                && !headers.saysEmpty()
                && exchange.mayBeDocument(container().getStatus());
        if (mayBePage) {
            headers.mayBePage();
        }
        BodyMode mode = mode(headers.kind());
        if (mode.changesBytes()) {
            headers.settleChanged();
        } else {
            // What turns out to be a page gets longer.
            headers.settleUnchanged(!mayBePage);
        }
    }

    private ServletOutputStream out() throws IOException {
        if (out == null) {
            out = container().getOutputStream();
        }
        return out;
    }

    private ServletOutputStream outUnchecked() {
        try {
            return out();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void send() throws IOException {
        if (isNonBlocking() && last != null) {
            last.send();
        }
    }

    // ---- the end
    // --------------------------------------------------------------------------------------------------------

    /** Sends all that is held. In non-blocking mode it may have to wait for the container: see {@link #endThen}. */
    void end() throws IOException {
        endThen(() -> {});
    }

    /** Sends all that is held, and then goes on: at once, or as soon as the container is ready. */
    void endThen(WaitingEnd.Next then) throws IOException {
        WaitingEnd waiting = waitingEnd;
        if (ended) {
            if (waiting == null || !waiting.goesOnWith(then)) {
                then.run();
            }
            return;
        }
        exchange.response().drainWriter();
        ended = true;
        if (first == null) {
            if (!passingWriter && !passing) {
                settleWithoutBody(false);
                sendBlanks();
            }
            then.run();
            return;
        }
        endFirst(first);
        if (waiting == null || last == null || !last.holds()) {
            send();
            then.run();
            return;
        }
        waiting.begin(then);
        // From here on the container's thread may come first.
        if (out().isReady()) {
            endNow();
        }
    }

    /** Finishes an end that waited for the container; false where none did. */
    boolean endNow() throws IOException {
        WaitingEnd waiting = waitingEnd;
        if (waiting == null || !waiting.isOpen()) {
            return false;
        }
        if (waiting.claim()) {
            List<WaitingEnd.Next> next = List.of();
            try {
                send();
            } finally {
                next = waiting.close();
            }
            for (WaitingEnd.Next one : next) {
                one.run();
            }
        }
        return true;
    }

    private void endFirst(Stage stage) throws IOException {
        ContainerStage gathering = last;
        if (gathering == null || isNonBlocking()) {
            stage.end();
            return;
        }
        gathering.begin(INSERTED_BYTES);
        try {
            stage.end();
            gathering.send();
        } finally {
            gathering.done();
        }
    }

    /** The app took its body back. */
    void forget() {
        first = null;
        last = null;
        blanks = null;
        ended = false;
        out = null;
        passing = false;
        passingWriter = false;
    }

    /** Whether nothing of a body has come so far. */
    boolean isUntouched() throws IOException {
        exchange.response().drainWriter();
        return first == null && !passing && !passingWriter && blanks == null && !ended;
    }

    /** The container may finish an answer that has no body so far; one may still come. */
    void sendHead() {
        if (headers.kind() != ContentKind.UNKNOWN
                || !exchange.mayBeDocument(container().getStatus())) {
            settleWithoutBody(false);
            headers.bodyMayCome();
        }
    }

    /** An error page or a redirect takes over. */
    void abandon() {
        forget();
        ended = true;
    }
}
