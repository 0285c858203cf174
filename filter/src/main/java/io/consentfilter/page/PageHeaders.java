package io.consentfilter.page;

import io.consentfilter.metrics.Counter;
import io.consentfilter.registry.Verdict;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
    private final PageTools tools;
    /** The container's response: what is written here leaves. */
    private final HttpServletResponse response;

    private final HeldHeaders held = new HeldHeaders();
    private final String policyName;
    private ContentKind kind = ContentKind.UNKNOWN;
    private @Nullable String policy;
    private boolean pageMarks;
    private boolean settled;
    private boolean lengthSent;

    PageHeaders(PageExchange exchange, PageTools tools, HttpServletResponse response) {
        this.exchange = exchange;
        this.tools = tools;
        this.response = response;
        this.policyName = tools.report() ? CSP_REPORT : CSP;
    }

    ContentKind kind() {
        return kind;
    }

    /** What is sent before the app says anything, and again after a reset: headers that outlived an error are not doubled. */
    void open() {
        Collection<String> present = response.getHeaders("Set-Cookie");
        for (String expiry : exchange.expiries()) {
            if (!present.contains(expiry)) {
                response.addHeader("Set-Cookie", expiry);
            }
        }
        if (response.getContentType() != null) {
            typeChanged();
        }
    }

    /** The container cleared everything. */
    void reset() {
        if (lengthSent) {
            lengthSent = false;
            // Undertow keeps the length over a reset, and would cut the next body at it.
            response.setContentLengthLong(-1);
        }
        held.clear();
        kind = ContentKind.UNKNOWN;
        policy = null;
        pageMarks = false;
        settled = false;
        open();
    }

    /** The body is gone, its headers stay. */
    void bodyReset() {
        held.length(-1);
        settled = false;
    }

    void typeChanged() {
        boolean marked = kind.rewritten();
        kind = exchange.skipped() || attachment() ? ContentKind.OTHER : ContentKind.of(response.getContentType());
        if (marked && !kind.rewritten() && pageMarks) {
            unmark();
        }
        if (kind.rewritten()) {
            markPage();
        } else if (kind.visitorIndependent()) {
            addPolicy(tools.policies().visitorIndependent(exchange.address().host()));
        }
        if (kind == ContentKind.OTHER || kind == ContentKind.XML) {
            held.release(response);
        }
    }

    /** What every rewritten page says about itself (DESIGN §4.8). */
    private void markPage() {
        addPolicy(tools.policies()
                .page(exchange.policyGrants(), exchange.address().host(), exchange.path()));
        if (!pageMarks) {
            pageMarks = true;
            vary();
        }
        if (!tools.report()) {
            response.setHeader("Cache-Control", cacheControl());
        }
        String tag = held.value("ETag");
        if (tag != null) {
            response.setHeader("ETag", EntityTags.compose(tag, exchange.state()));
        }
    }

    /** No page after all: what its own kind does not call for goes again, as far as containers let it go (Servlet 6.1). */
    private void unmark() {
        if (!tools.report()) {
            response.setHeader("Cache-Control", null);
        }
    }

    /** A download is no page, whatever its type. */
    private boolean attachment() {
        String disposition = response.getHeader("Content-Disposition");
        return disposition != null && disposition.regionMatches(true, 0, "attachment", 0, 10);
    }

    private void vary() {
        if (response.getHeaders("Vary").stream().noneMatch(value -> value.contains("Sec-GPC"))) {
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
            if (!response.getHeaders(policyName).contains(text)) {
                response.addHeader(policyName, text);
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
        HeaderRole role = name == null ? HeaderRole.PLAIN : HeaderRole.of(name);
        if (value == null) {
            pass(name, null, replaces);
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
        try {
            return tools.gate().admits(setCookie, exchange.grants()) || tools.report();
        } catch (RuntimeException e) {
            Faults.count(tools.metrics(), "a cookie was withheld", e);
            return false;
        }
    }

    private void length(String value) {
        try {
            length(Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            pass("Content-Length", value, true);
        }
    }

    void length(long bytes) {
        if (settled || response.isCommitted()) {
            return;
        }
        held.length(bytes);
    }

    private void validity(String name, String value, boolean replaces) {
        if (kind == ContentKind.OTHER || kind == ContentKind.XML || exchange.skipped()) {
            pass(name, value, replaces);
            return;
        }
        if (replaces) {
            held.set(name, value);
        } else {
            held.add(name, value);
        }
        if (kind.rewritten()) {
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
        String left = withoutWithheld(name, value);
        if (left != null) {
            pass(name, left, replaces);
        }
        if (replaces && policy != null && name.equalsIgnoreCase(policyName)) {
            String ours = policy;
            policy = null;
            addPolicy(ours);
        }
    }

    private @Nullable String withoutWithheld(String name, String value) {
        try {
            String left = tools.headers()
                    .rewrite(
                            name,
                            value,
                            exchange.documentAddress(),
                            exchange.address().host(),
                            exchange.grants(),
                            this::found);
            if (!value.equals(left)) {
                tools.metrics().count(Counter.HEADERS_WITHHELD);
            }
            return tools.report() ? value : left;
        } catch (RuntimeException e) {
            Faults.count(tools.metrics(), "header " + name + " was withheld", e);
            return null;
        }
    }

    /** Withheld in a header counts for its service or host as an element would. */
    private void found(String host, Verdict verdict) {
        String service = verdict.serviceId();
        if (service != null) {
            tools.metrics().withheldService(service);
        } else {
            tools.metrics().undeclaredHost(host);
        }
    }

    /** What the app would read back. */
    @Nullable
    String heldValue(String name) {
        return settled ? null : held.value(name);
    }

    /** A body without a type: browsers may take it for a page, and so do we once it looks like one. */
    void mayBePage() {
        addPolicy(tools.policies()
                .page(exchange.policyGrants(), exchange.address().host(), exchange.path()));
    }

    void isPage() {
        kind = ContentKind.HTML;
        markPage();
    }

    /** The body's bytes are about to leave as the app wrote them, or there is no body. */
    void settleUnchanged(boolean withLength) {
        if (settled) {
            return;
        }
        settled = true;
        if (withLength && held.length() >= 0) {
            lengthSent = true;
            response.setContentLengthLong(held.length());
        }
        notModified();
        if (!kind.rewritten()) {
            held.release(response);
        }
    }

    /** Other bytes are about to leave than the app wrote: nothing that is true for its bytes only goes with them. */
    void settleChanged() {
        if (!settled) {
            settled = true;
            if (kind.rewritten()) {
                markPage();
            } else {
                releaseWithoutBytes();
            }
        }
    }

    /** A worker script with a comment: how long it may be kept stays true, its tag becomes ours. */
    private void releaseWithoutBytes() {
        String tag = held.value("ETag");
        held.release(response);
        if (tag != null) {
            response.setHeader("ETag", EntityTags.compose(tag, exchange.state()));
        }
    }

    /** A 304 that answers one of our tags says it with our tag, or the browser would not know its page again. */
    private void notModified() {
        String tag = held.value("ETag");
        if (response.getStatus() == 304 && tag != null && exchange.askedWithOurTag()) {
            held.set("ETag", EntityTags.compose(tag, exchange.state()));
            held.set("Cache-Control", "private, no-cache");
            vary();
        }
    }
}
