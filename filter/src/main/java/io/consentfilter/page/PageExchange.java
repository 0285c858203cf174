package io.consentfilter.page;

import io.consentfilter.metrics.Counter;
import io.consentfilter.model.Decision;
import io.consentfilter.model.Standing;
import io.consentfilter.model.Visitor;
import io.consentfilter.registry.Grants;
import io.consentfilter.rewrite.RewriteContext;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import io.consentfilter.web.WebAddress;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One response of the site on its way through us. It belongs to exactly one container response: whether that is already guarded
 * is found by looking for our wrapper in its chain. A request attribute would open the gate, because containers hand ERROR and
 * ASYNC dispatches the raw response while the attribute is still set.
 */
public final class PageExchange {
    /** Request attribute by which an app takes one response out (mail, PDF). */
    public static final String SKIP = "io.consentfilter.skip";

    private final PageTools tools;
    private final HttpServletRequest original;
    private @Nullable RequestAddress address;
    private final String path;
    /** Only pages need it, and Tomcat makes strings of it. */
    private @Nullable RequestLine line;

    private final Visitor visitor;
    private final Grants grants;
    private final @Nullable String cookies;
    private final @Nullable String visibleCookies;
    private final Set<String> once;
    private final PageRequest request;
    private final PageResponse response;
    private final boolean startsWorker;
    private boolean asyncStarted;
    /** Once it was, it may be again. */
    private boolean asynchronous;

    private boolean countedAsLeftAlone;
    private @Nullable List<String> expiries;
    private @Nullable WebAddress documentAddress;
    private @Nullable String state;

    private PageExchange(PageTools tools, HttpServletRequest original, HttpServletResponse container, String path) {
        this.tools = tools;
        this.original = original;
        this.path = path;
        // What comes later than the browser's own request is read now, before the next one changes it.
        this.line = original.getDispatcherType() == DispatcherType.REQUEST ? null : RequestLine.of(original, path);
        this.cookies = RequestSigns.cookies(original);
        Decision decision = decided();
        // Only what a decision says depends on the time.
        Instant now = decision == null ? Instant.EPOCH : tools.clock().instant();
        this.visitor = recognised(decision, now);
        this.grants = tools.registry().grants(visitor.decision(), now);
        // Once, and whether or not the app asks: what is hidden is counted here.
        this.visibleCookies = cookies == null ? null : tools.gate().visible(cookies, grants);
        this.startsWorker = RequestSigns.startsWorker(original);
        this.once = OnceRequest.elements(original, tools.once());
        this.request = new PageRequest(this, original);
        this.response = new PageResponse(this, container);
    }

    /**
     * Takes a response of the site under guard.
     *
     * @param path of the request inside the webapp, as the container reads it
     */
    public static PageExchange open(
            PageTools tools, HttpServletRequest request, HttpServletResponse response, String path) {
        PageExchange exchange = new PageExchange(tools, request, response, path);
        exchange.response.headers().open();
        return exchange;
    }

    /** The exchange that guards this response already, or null. */
    public static @Nullable PageExchange of(ServletResponse response) {
        PageResponse ours = PageResponse.in(response);
        return ours == null ? null : ours.exchange();
    }

    private @Nullable Decision decided() {
        try {
            return tools.choice().read(cookies);
        } catch (RuntimeException e) {
            return notRecognised(e);
        }
    }

    private Visitor recognised(@Nullable Decision decision, Instant now) {
        try {
            return Visitors.judge(
                    original, decision, tools.registry(), tools.gateState().get(), now);
        } catch (RuntimeException e) {
            notRecognised(e);
            return new Visitor(Standing.UNKNOWN, null, false);
        }
    }

    private @Nullable Decision notRecognised(RuntimeException fault) {
        Faults.count(tools.metrics(), "a visitor was not recognised and counts as one who granted nothing", fault);
        return null;
    }

    /** The Cookie header as the app sees it. */
    @Nullable
    String visibleCookies() {
        return tools.report() ? cookies : visibleCookies;
    }

    /** Whether the app sees other cookies than came. */
    boolean hidesCookies() {
        return cookies != null && !cookies.equals(visibleCookies());
    }

    PageTools tools() {
        return tools;
    }

    public HttpServletRequest request() {
        return request;
    }

    public PageResponse response() {
        return response;
    }

    public Grants grants() {
        return grants;
    }

    /** The visitor of this request. */
    public Visitor visitor() {
        return visitor;
    }

    // ---- passages
    // -------------------------------------------------------------------------------------------------------

    /** An ASYNC dispatch takes the exchange up again. */
    public void resumed() {
        asyncStarted = false;
    }

    void asyncStarted() {
        asyncStarted = true;
        asynchronous = true;
    }

    /** The chain of a REQUEST, ERROR or ASYNC dispatch has returned: the page is complete, unless somebody writes on elsewhere. */
    public void finish() throws IOException {
        if (!asyncStarted) {
            response.body().end();
        }
    }

    /** A FORWARD begins: the container clears its buffer, and not every one does so through the wrappers. */
    public void forwarding() {
        if (!response.isCommitted()) {
            response.forgetBody();
        }
    }

    /**
     * A FORWARD chain has returned: the container finishes or closes the view's response now, so nothing may stay held. Where the view
     * went on elsewhere no container finishes it, and the writer belongs to the thread that writes on. A wrapper of the app's that keeps
     * the view may write it later: the container closes it, and so us where it only passes, unless it finishes its own response past all
     * wrappers.
     *
     * @param view the response that the view was given
     * @param pastWrappers whether the container finishes its own response
     */
    public void forwarded(ServletResponse view, boolean pastWrappers) throws IOException {
        PageBody body = response.body();
        if (view == response) {
            finish();
        } else if (pastWrappers && body.isUntouched()) {
            body.sendHead();
        } else if (pastWrappers) {
            finish();
        }
    }

    /** The app is done, and says so elsewhere than in a chain. */
    void releaseThen(Runnable complete) {
        try {
            response.body().endThen(complete::run);
        } catch (IOException | RuntimeException e) {
            // The visitor has gone, and the container may have taken back its stream (Tomcat's throws where it no
            // longer
            // has a buffer). Without us nobody would tell the app at this moment, and the container must hear that it
            // is
            // done.
            complete.run();
        }
    }

    /**
     * The chain threw: the container will write an error page, or cut the connection. Where the app answers asynchronously, its listeners
     * hear of it first, and may go on with this answer.
     */
    public void failed() {
        if (!asynchronous) {
            response.body().abandon();
        }
    }

    // ---- what the headers and the body ask
    // -------------------------------------------------------------------------------

    /**
     * In an INCLUDE nobody may say anything but the body (Jakarta Servlet 6.0 §9.3). Tomcat and Undertow see to that below of us, and
     * we must not hear it either; Jetty sees to it above.
     */
    boolean included() {
        return request.getDispatcherType() == DispatcherType.INCLUDE;
    }

    RequestAddress address() {
        RequestAddress known = address;
        if (known == null) {
            known = RequestAddress.of(original, tools.site());
            address = known;
        }
        return known;
    }

    /** The path inside the webapp, as the container reads it. */
    String path() {
        return path;
    }

    private RequestLine line() {
        RequestLine known = line;
        if (known == null) {
            known = RequestLine.ofTheBrowser(original, path);
            line = known;
        }
        return known;
    }

    /** What the page's policy lets through: the grants, and the service of an element that is loaded once. */
    Grants policyGrants() {
        return OnceRequest.grants(once, grants, tools.registry());
    }

    /** Bodies come with these methods only; null where none can. */
    @Nullable
    MarkWatch markWatch() {
        String method = original.getMethod();
        boolean body = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        return body ? new MarkWatch(tools.metrics(), path) : null;
    }

    boolean skipped() {
        if (original.getAttribute(SKIP) == null) {
            return false;
        }
        leftAlone(Counter.ANSWERS_SKIPPED);
        return true;
    }

    /** Counted once, however often somebody asks. */
    private void leftAlone(Counter why) {
        if (!countedAsLeftAlone) {
            countedAsLeftAlone = true;
            tools.metrics().count(why);
        }
    }

    /** Whether the answer is a page, or says nothing yet. */
    boolean mayBecomePage() {
        return !skipped()
                && (response.headers().kind() == ContentKind.UNKNOWN
                        || response.headers().kind().rewritten());
    }

    /** Whether a body without a type may become a document: not where HTTP knows no body (RFC 9110 §15.3.5, §15.4.5). */
    boolean mayBeDocument(int status) {
        return !skipped()
                && status != 204
                && status != 205
                && status != 304
                && !line().method().equals("OPTIONS");
    }

    boolean hidesCookie(String name) {
        return tools.gate().hides(name, grants);
    }

    /** Judged once: what left has to be known again when the app asks for its own headers. */
    List<String> expiries() {
        if (expiries == null) {
            expiries = judgedExpiries();
        }
        return expiries;
    }

    private List<String> judgedExpiries() {
        boolean silent = visitor.standing() == Standing.UNKNOWN || tools.report();
        if (cookies == null || silent || !RequestSigns.mayExpireCookies(original)) {
            return List.of();
        }
        // Whatever is to be expired is hidden first.
        List<String> expiries = hidesCookies()
                ? tools.gate().expiries(cookies, address().host(), address().secure(), grants)
                : List.of();
        return visitor.decision() == null && tools.choice().isErased(cookies) ? withOurs(expiries) : expiries;
    }

    /** The subject was erased: its id leaves the browser too. */
    private List<String> withOurs(List<String> expiries) {
        List<String> all = new ArrayList<>(expiries);
        all.add(tools.choice().clear(address().secure()));
        all.add(tools.choice().clearMarker(address().secure()));
        return all;
    }

    boolean isServiceWorkerScript() {
        return RequestSigns.isServiceWorker(original)
                && tools.excludedWorkers().stream().noneMatch(p -> PathPatterns.matches(p, path()));
    }

    boolean askedWithOurTag() {
        Enumeration<String> lines = original.getHeaders("If-None-Match");
        while (lines.hasMoreElements()) {
            if (EntityTags.hasComposite(lines.nextElement())) {
                return true;
            }
        }
        return false;
    }

    WebAddress documentAddress() {
        if (documentAddress == null) {
            documentAddress = WebAddress.resolve(address().origin() + line().uri(), null);
        }
        return documentAddress;
    }

    /**
     * Tells apart all states in which a page can leave: part of its entity tag. What the page says of its own language is told apart
     * by the app's tag.
     */
    String state() {
        if (state == null) {
            String text = grants.key()
                    + '|'
                    + visitor.standing()
                    + '|'
                    + visitor.signal()
                    + '|'
                    + tools.noticeVersion()
                    + '|'
                    + tools.views().assetVersion()
                    + '|'
                    + language(null)
                    + '|'
                    + RequestSigns.use(original)
                    + '|'
                    + tools.report();
            state = Hashes.shortName(text);
        }
        return state;
    }

    String policyHash() {
        return Hashes.shortName(tools.policies().visitorIndependent(address().host()));
    }

    /** The site's language that fits best: what the page says of itself counts before what the browser likes (LAW.md B23). */
    String language(@Nullable String ofThePage) {
        return tools.views().language(ofThePage, original.getHeader("Accept-Language"));
    }

    /** Whether only the body tells a whole document from a piece of one. */
    boolean kindShowsInBody() {
        return RequestSigns.isFetched(original) && !RequestSigns.isFragment(original);
    }

    /** The kind of what is sent under a content type: XML that carries pieces of a page is read as those pieces. */
    ContentKind contentKind(@Nullable String contentType) {
        if (skipped()) {
            return ContentKind.OTHER;
        }
        if (TypePatterns.matches(tools.excludedTypes(), contentType)) {
            leftAlone(Counter.TYPES_EXCLUDED);
            return ContentKind.OTHER;
        }
        ContentKind kind = ContentKind.of(contentType);
        return kind == ContentKind.XML && RequestSigns.asksForPartsInXml(original) ? ContentKind.HTML : kind;
    }

    /** Whether the answer starts a worker, which obeys the policy of its own script and not of the page. */
    boolean startsWorker(@Nullable String contentType) {
        return startsWorker && !skipped() && !TypePatterns.matches(tools.excludedTypes(), contentType);
    }

    DocumentKind documentKind(ContentKind kind, LeadingBytes leading) {
        boolean piece = leading == LeadingBytes.PIECE || leading == LeadingBytes.DATA;
        if (RequestSigns.isFragment(original) || (RequestSigns.isFetched(original) && piece)) {
            return DocumentKind.FRAGMENT;
        }
        if (RequestSigns.isFrame(original)) {
            return DocumentKind.FRAME;
        }
        return kind == ContentKind.XHTML ? DocumentKind.XHTML : DocumentKind.PAGE;
    }

    /**
     * How a page is rewritten.
     *
     * @param leading what its first bytes say: into data nothing is put
     */
    RewriteContext rewriteContext(
            DocumentKind kind, LeadingBytes leading, Charset charset, boolean declarable, AppPolicy policy) {
        boolean withHead = leading != LeadingBytes.DATA;
        boolean withBody = withHead && (kind == DocumentKind.PAGE || kind == DocumentKind.XHTML);
        return new RewriteContext(
                tools.registry(),
                grants,
                documentAddress(),
                address().host(),
                charset,
                declarable,
                kind,
                once,
                !tools.report(),
                new PageInsertions(tools, this, policy, withHead, withBody));
    }

    /** Where the banner's form comes back to; a page that answered a POST cannot be fetched again. */
    String returnPath() {
        return line().canComeBack() ? line().address() : tools.choicesPath();
    }
}
