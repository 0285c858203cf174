package io.consentfilter.view;

import io.consentfilter.model.Decision;
import io.consentfilter.model.Standing;
import io.consentfilter.view.Views.PageView;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What goes into the head, kept per kind of visitor: it is the same for all who stand alike and granted the same. */
final class Heads {
    /** So many are kept; what else comes along is written each time. */
    static final int KEPT_MAX = 256;

    private final Map<Kind, byte[]> kept = new ConcurrentHashMap<>();

    private record Kind(Standing standing, Set<String> granted, boolean inlineStyle) {
        static Kind of(PageView page) {
            Decision decision = page.visitor().decision();
            return new Kind(
                    page.visitor().standing(), decision == null ? Set.of() : decision.granted(), page.inlineStyle());
        }
    }

    /** The head of a page. A nonce is another one each time; whether somebody is asked again depends on more than is told apart here. */
    byte[] of(PageView page, Function<PageView, byte[]> written) {
        if (page.nonce() != null || page.visitor().standing() == Standing.ASK_AGAIN) {
            return written.apply(page);
        }
        Kind kind = Kind.of(page);
        byte[] known = kept.get(kind);
        if (known == null) {
            known = written.apply(page);
            if (kept.size() < KEPT_MAX) {
                kept.put(kind, known);
            }
        }
        return known;
    }
}
