package io.consentfilter;

import io.consentfilter.model.Visitor;
import io.consentfilter.page.PageExchange;
import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import jakarta.servlet.ServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the visitor of one request decided, for the app's own code. In pages it is the request attribute {@value #ATTRIBUTE}:
 * {@code ${consent.allows('statistics')}}.
 *
 * <p>Where the filter does not look (excluded paths, switched off) nothing is allowed: unknown is denied.
 */
public final class Consent {
    /** Name of the request attribute. */
    public static final String ATTRIBUTE = "consent";

    private static final Consent NOTHING = new Consent(null, null, null);

    private final @Nullable Registry registry;
    private final @Nullable Grants grants;
    private final @Nullable Visitor visitor;

    Consent(@Nullable Registry registry, @Nullable Grants grants, @Nullable Visitor visitor) {
        this.registry = registry;
        this.grants = grants;
        this.visitor = visitor;
    }

    /** Whether this tells of the very same grants and visitor. */
    boolean isOf(Grants theirs, Visitor who) {
        return grants == theirs && visitor == who;
    }

    /** The consent of this request's visitor; never null. */
    public static Consent of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Consent consent ? consent : NOTHING;
    }

    /**
     * Takes the answer to this request out: for HTML that leaves by mail or becomes a PDF. Call it before the content type is
     * set. The answer is then sent as it is, without banner and without our policy.
     */
    public static void skip(ServletRequest request) {
        request.setAttribute(PageExchange.SKIP, Boolean.TRUE);
    }

    /** As {@link #allows(String)}, for expression languages that know functions only. */
    public static boolean allows(ServletRequest request, String id) {
        return of(request).allows(id);
    }

    /**
     * Whether the visitor agreed.
     *
     * @param id id of a service, an activity or a purpose; a purpose is allowed when everything offered under it is
     */
    public boolean allows(String id) {
        if (registry == null || grants == null) {
            return false;
        }
        if (grants.allows(id)) {
            return true;
        }
        List<String> under = registry.askableOf(id);
        return !under.isEmpty() && under.stream().allMatch(grants::allows);
    }

    /** Whether the visitor has made a choice, of whatever kind; a signal of the browser counts as one. */
    public boolean decided() {
        if (visitor == null) {
            return false;
        }
        return switch (visitor.standing()) {
            case DECIDED, ASK_AGAIN, SIGNAL -> true;
            case UNDECIDED, CLOSED, UNKNOWN -> false;
        };
    }
}
