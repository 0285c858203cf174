package io.consentfilter.page;

import io.consentfilter.web.PageEncoding;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The header side of one response. Works as soon as a header or the content type is set, because a container may send the head
 * at any time without asking: only what depends on the app's very bytes is held until the body's first byte.
 */
final class PageHeaders {
    private static final String CSP = "Content-Security-Policy";
    private static final String CSP_REPORT = "Content-Security-Policy-Report-Only";
    private static final String VARY = "Cookie, Sec-GPC, DNT";

    private final PageExchange exchange;
    /** The container's response: what is written here leaves. */
    private final HttpServletResponse response;

    private HeldHeaders held = HeldHeaders.NONE;
    /** What the app said of its body, in bytes; less than 0 where it said nothing. */
    private long length = -1;

    private ContentKind kind = ContentKind.UNKNOWN;
    private @Nullable String policy;

    private boolean pageMarks;
    private boolean settled;
    private boolean lengthSent;

    PageHeaders(PageExchange exchange, HttpServletResponse response) {
        this.exchange = exchange;
        this.response = response;
    }

    private PageTools tools() {
        return exchange.tools();
    }

    private String policyName() {
        return tools().report() ? CSP_REPORT : CSP;
    }

    HttpServletResponse container() {
        return response;
    }

    ContentKind kind() {
        return kind;
    }

    /** What is sent before the app says anything, and again after a reset: headers that outlived an error are not doubled. */
    void open() {
        expireCookies();
        if (response.getContentType() != null || exchange.startsWorker(null)) {
            typeChanged();
        }
    }

    private void expireCookies() {
        List<String> expiries = exchange.expiries();
        if (!expiries.isEmpty()) {
            Collection<String> present = response.getHeaders("Set-Cookie");
            for (String expiry : expiries) {
                if (!present.contains(expiry)) {
                    response.addHeader("Set-Cookie", expiry);
                }
            }
        }
    }

    /** The container cleared everything. */
    void reset() {
        if (lengthSent) {
            lengthSent = false;
            // Undertow keeps the length over a reset, and would cut the next body at it.
            response.setContentLengthLong(-1);
        }
        held = HeldHeaders.NONE;
        length = -1;
        kind = ContentKind.UNKNOWN;
        policy = null;
        pageMarks = false;
        settled = false;
        open();
    }

    /** The body is gone, its headers stay. */
    void bodyReset() {
        length = -1;
        settled = false;
    }

    /** The head may have been sent to the container; what follows is heard all the same. */
    void bodyMayCome() {
        settled = false;
    }

    /** Whether the app said that its body has no bytes. */
    boolean saysEmpty() {
        return length == 0;
    }

    void typeChanged() {
        String type = response.getContentType();
        boolean worker = exchange.startsWorker(type);
        ContentKind said = exchange.contentKind(type);
        kind = said != ContentKind.OTHER && attachment() ? ContentKind.OTHER : said;
        if (kind.rewritten()) {
            markPage();
        } else if (kind.visitorIndependent() || worker) {
            addPolicy(tools().policies().visitorIndependent(exchange.address().host()));
        }
        if (!kind.bytesMayChange()) {
            noPageAfterAll(worker);
            held = held.release(response);
        }
    }

    /** A download is no page, whatever its type. */
    private boolean attachment() {
        String disposition = response.getHeader("Content-Disposition");
        return disposition != null && disposition.regionMatches(true, 0, "attachment", 0, 10);
    }

    /** The type changed, or the page turned out to be a download: what we said of the page goes, what the app said comes. */
    private void noPageAfterAll(boolean worker) {
        if (pageMarks) {
            forgetMarks();
        }
        if (policy != null && kind == ContentKind.OTHER && !worker) {
            ContainerHabits.leave(response, policyName(), withoutOne(response.getHeaders(policyName()), policy));
            policy = null;
        }
    }

    /** A redirect takes over, and nobody shows a page with it: what we said of one goes. */
    void redirectComes() {
        errorComes();
        if (policy != null) {
            ContainerHabits.leave(response, policyName(), withoutOne(response.getHeaders(policyName()), policy));
            policy = null;
        }
    }

    private void forgetMarks() {
        pageMarks = false;
        ContainerHabits.leave(response, "Vary", withoutOne(response.getHeaders("Vary"), VARY));
        if (!tools().report()) {
            ContainerHabits.leave(response, "Cache-Control", List.of());
        }
    }

    /** Before anything is decided: what was written past us is taken up as if it had come by us. */
    void takeUpWhatPassedUsBy() {
        // Asking for each name would cost every answer more than all else that is done to it.
        if (!exchange.response().takenApart() || response.isCommitted() || tools().report()) {
            return;
        }
        HeadersPastUs past = new HeadersPastUs(response, new HeaderJudge(exchange));
        past.judge(policy);
        if (pageMarks || exchange.contentKind(response.getContentType()).bytesMayChange()) {
            held = past.takeUp(held, pageMarks ? cacheControl() : null, tag());
        }
        open();
        keepPolicy(policyName());
        if (pageMarks) {
            markPage();
            vary();
        }
    }

    /** An error page takes over: containers keep or drop what the app set before, and shall do so as without us. */
    void errorComes() {
        takeUpWhatPassedUsBy();
        if (pageMarks) {
            forgetMarks();
        }
        held = held.release(response);
    }

    private static List<String> withoutOne(Collection<String> values, String ours) {
        List<String> left = new ArrayList<>(values);
        left.remove(ours);
        return left;
    }

    /** What every rewritten page says about itself (DESIGN §4.8). */
    private void markPage() {
        addPagePolicy();
        if (!pageMarks) {
            pageMarks = true;
            vary();
            if (!tools().report()) {
                forgetPresent();
            }
        }
        if (!tools().report()) {
            response.setHeader("Cache-Control", cacheControl());
        }
        String tag = tag();
        if (tag != null) {
            response.setHeader("ETag", tag);
        }
    }

    /** The tag that we give a page; null where the app gave it none. */
    private @Nullable String tag() {
        String tag = held.value("ETag");
        return tag == null ? null : EntityTags.compose(tag, exchange.state());
    }

    /** Set before an error, or by a filter outside of us. */
    private void forgetPresent() {
        List<String> present = List.of();
        for (String name : response.getHeaderNames()) {
            if (HeaderRole.ofTheBytesOnly(name)) {
                present = present.isEmpty() ? new ArrayList<>(4) : present;
                present.add(name);
            }
        }
        for (int i = 0; i < present.size(); i++) {
            ContainerHabits.leave(response, present.get(i), List.of());
        }
    }

    private void vary() {
        boolean said = response.containsHeader("Vary")
                && response.getHeaders("Vary").stream().anyMatch(value -> value.contains("Sec-GPC"));
        if (!said) {
            response.addHeader("Vary", VARY);
        }
    }

    /** Never shared, always asked for again; an app's no-store stays. */
    private String cacheControl() {
        String app = held.value("Cache-Control");
        String before = app != null ? app : response.getHeader("Cache-Control");
        boolean noStore = before != null && before.toLowerCase(Locale.ROOT).contains("no-store");
        return noStore ? "private, no-cache, no-store" : "private, no-cache";
    }

    private void addPolicy(String text) {
        if (!text.equals(policy)) {
            policy = text;
            if (!response.getHeaders(policyName()).contains(text)) {
                response.addHeader(policyName(), text);
            }
        }
    }

    /** The app's own policies. */
    AppPolicy appPolicy() {
        Collection<String> all = response.getHeaders(CSP);
        if (all.isEmpty() || (all.size() == 1 && all.iterator().next().equals(policy))) {
            return AppPolicy.NONE;
        }
        List<String> theirs = new ArrayList<>(all);
        theirs.removeIf(value -> value.equals(policy));
        return AppPolicy.of(theirs);
    }

    void set(String name, @Nullable String value) {
        header(name, value, true);
    }

    void add(String name, @Nullable String value) {
        header(name, value, false);
    }

    private void header(String name, @Nullable String value, boolean replaces) {
        if (exchange.included()) {
            return;
        }
        HeaderRole role = name == null ? HeaderRole.PLAIN : HeaderRole.of(name);
        if (value == null) {
            pass(name, null, replaces);
            if (name != null && replaces && ContainerHabits.takesOutByNull(response)) {
                takenBack(name, role);
            }
            return;
        }
        switch (role) {
            case PLAIN, CONTENT_TYPE, DISPOSITION -> pass(name, value, replaces);
            case COOKIE -> cookie(value, replaces);
            case LENGTH -> length(value);
            case VALIDITY -> validity(name, value, replaces);
            case VARY -> varied(name, value, replaces);
            case CONTACT -> contact(name, value, replaces);
        }
        if (role == HeaderRole.CONTENT_TYPE || role == HeaderRole.DISPOSITION) {
            typeChanged();
        }
    }

    /** The app took a header out. What we say under its name stays. */
    private void takenBack(String name, HeaderRole role) {
        held = held.without(name);
        switch (role) {
            case COOKIE -> open();
            case LENGTH -> length = -1;
            case DISPOSITION, CONTENT_TYPE -> typeChanged();
            case CONTACT -> keepPolicy(name);
            case VALIDITY, VARY -> {
                if (pageMarks) {
                    markPage();
                    vary();
                }
            }
            case PLAIN -> {}
        }
    }

    private void pass(String name, @Nullable String value, boolean replaces) {
        if (replaces) {
            response.setHeader(name, value);
        } else {
            response.addHeader(name, value);
        }
    }

    private void cookie(String value, boolean replaces) {
        if (admits(value)) {
            pass("Set-Cookie", value, replaces);
            if (replaces) {
                open();
            }
        }
    }

    boolean admits(String setCookie) {
        return new HeaderJudge(exchange).admits(setCookie);
    }

    private void length(String value) {
        try {
            length(Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            pass("Content-Length", value, true);
        }
    }

    void length(long bytes) {
        if (!settled && !response.isCommitted() && !exchange.included()) {
            length = bytes;
        }
    }

    private void validity(String name, String value, boolean replaces) {
        if (!kind.bytesMayChange() || exchange.skipped()) {
            pass(name, value, replaces);
            return;
        }
        if (replaces) {
            held = held.set(name, value);
        } else {
            held = held.add(name, value);
        }
        if (kind.rewritten() || pageMarks) {
            markPage();
        }
    }

    private void varied(String name, String value, boolean replaces) {
        pass(name, value, replaces);
        if (pageMarks) {
            vary();
        }
    }

    private void contact(String name, String value, boolean replaces) {
        String left = new HeaderJudge(exchange).withoutWithheld(name, value);
        if (left != null) {
            pass(name, left, replaces);
        }
        if (replaces) {
            keepPolicy(name);
        }
    }

    /** The app replaced all policies, or took them back. */
    private void keepPolicy(String name) {
        if (policy != null && name.equalsIgnoreCase(policyName())) {
            String ours = policy;
            policy = null;
            addPolicy(ours);
        }
    }

    /**
     * What the app set itself under this name. Ours stay out of its sight: Spring Security, for one, leaves out its own policy and
     * its {@code no-store} where it finds that somebody has set such a header.
     */
    List<String> ofApp(String name) {
        List<String> kept = settled && !pageMarks ? List.of() : heldOfApp(name);
        if (!kept.isEmpty()) {
            return kept;
        }
        List<String> sent = List.copyOf(response.getHeaders(name));
        if (name.equalsIgnoreCase(policyName()) && policy != null) {
            return withoutOne(sent, policy);
        }
        if (name.equalsIgnoreCase("Vary") && pageMarks) {
            return withoutOne(sent, VARY);
        }
        if (name.equalsIgnoreCase("Cache-Control") && pageMarks && !tools().report()) {
            return List.of();
        }
        if (name.equalsIgnoreCase("Set-Cookie")) {
            List<String> expiries = exchange.expiries();
            return sent.stream().filter(cookie -> !expiries.contains(cookie)).toList();
        }
        return sent;
    }

    private List<String> heldOfApp(String name) {
        return length >= 0 && name.equalsIgnoreCase("Content-Length")
                ? List.of(Long.toString(length))
                : held.values(name);
    }

    /** The names of all headers that the app set. */
    Set<String> namesOfApp() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(response.getHeaderNames());
        names.addAll(held.names());
        if (length >= 0) {
            names.add("Content-Length");
        }
        names.removeIf(name -> ofApp(name).isEmpty());
        return names;
    }

    /**
     * A body without a type: browsers may take it for a page, and so do we once it looks like one. Then it is too late for its head,
     * which says now what that of a page says: who keeps it keeps the policy of one visitor.
     */
    void mayBePage() {
        if (forbidsSniffing()) {
            addPagePolicy();
        } else {
            markPage();
        }
    }

    private void addPagePolicy() {
        addPolicy(tools().policies()
                .page(exchange.policyGrants(), exchange.address().host(), exchange.path()));
    }

    /** A browser then shows a body without a type as text, and our insertions would be read out loud (WHATWG MIME Sniffing §7). */
    boolean forbidsSniffing() {
        return "nosniff".equalsIgnoreCase(response.getHeader("X-Content-Type-Options"));
    }

    void isPage() {
        kind = ContentKind.HTML;
        markPage();
    }

    void isXml() {
        kind = ContentKind.XML;
        addPolicy(tools().policies().visitorIndependent(exchange.address().host()));
    }

    /**
     * The page alone says how it is read, in bytes that may mean something else elsewhere. Browsers do not agree on where in a page they
     * look (HTML standard, 13.2.3.2, "prescan"; Chromium passes over titles and scripts): what the head says comes first for all.
     */
    void saysEncoding(PageEncoding encoding) {
        if (!encoding.showsNothing()) {
            response.setContentType(typeOfPage() + ";charset=" + encoding.name());
        }
    }

    private String typeOfPage() {
        String said = response.getContentType();
        if (said != null && ContentKind.of(said) == ContentKind.XML) {
            return ContentKind.essence(said);
        }
        return kind == ContentKind.XHTML ? "application/xhtml+xml" : "text/html";
    }

    /** The body's bytes are about to leave as the app wrote them, or there is no body. */
    void settleUnchanged(boolean withLength) {
        if (settled) {
            return;
        }
        settled = true;
        if (withLength && length >= 0) {
            lengthSent = true;
            response.setContentLengthLong(length);
        }
        notModified();
        if (!pageMarks) {
            held = held.release(response);
        }
    }

    /** Other bytes are about to leave than the app wrote: nothing that is true for its bytes only goes with them. */
    void settleChanged() {
        if (!settled) {
            settled = true;
            if (exchange.response().takenApart() && response.containsHeader("Content-Length")) {
                // Told past us, and true for the app's bytes only.
                response.setContentLengthLong(-1);
            }
            if (kind.rewritten()) {
                markPage();
            } else {
                releaseWithoutBytes();
            }
        }
    }

    /** A worker script with a comment: how long it may be kept stays true, its tag becomes ours. */
    private void releaseWithoutBytes() {
        String tag = tag();
        held = held.release(response);
        if (tag != null) {
            response.setHeader("ETag", tag);
        }
    }

    /** A 304 that answers one of our tags says it with our tag, or the browser would not know its page again. */
    private void notModified() {
        String tag = held.value("ETag");
        if (tag != null && response.getStatus() == 304 && exchange.askedWithOurTag()) {
            held = held.set("ETag", EntityTags.compose(tag, exchange.state()));
            held = held.set("Cache-Control", "private, no-cache");
            vary();
        }
    }
}
