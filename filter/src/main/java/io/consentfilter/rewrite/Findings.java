package io.consentfilter.rewrite;

import io.consentfilter.registry.Verdict;
import org.jspecify.annotations.Nullable;

/** Counts what was withheld on one page. */
final class Findings {
    /** So many different hosts are named in a report; further ones count as {@value #OTHERS}. */
    static final int HOSTS_MAX = 100;

    private static final String OTHERS = "(other)";

    private @Nullable JudgedHost first;
    private int elements;
    private int inlineScripts;
    private int inlineScriptsTooLong;
    private final @Nullable Findings outer;
    private final Tally services = new Tally();
    private final Tally undeclaredHosts = new Tally();

    Findings() {
        this(null);
    }

    private Findings(@Nullable Findings outer) {
        this.outer = outer;
    }

    /** Findings of a document inside this one: they count here too. */
    Findings child() {
        return new Findings(this);
    }

    /** Whether anything was withheld. */
    boolean any() {
        return elements + inlineScripts > 0;
    }

    /** The first one that was withheld here. */
    @Nullable
    JudgedHost first() {
        return first;
    }

    void element() {
        elements++;
        if (outer != null) {
            outer.element();
        }
    }

    void inlineScript(JudgedHost judged) {
        first = first == null ? judged : first;
        countInlineScript();
        if (judged.verdict().serviceId() != null) {
            service(judged.verdict().serviceId());
        }
    }

    private void countInlineScript() {
        inlineScripts++;
        if (outer != null) {
            outer.countInlineScript();
        }
    }

    void inlineScriptTooLong() {
        inlineScriptsTooLong++;
        if (outer != null) {
            outer.inlineScriptTooLong();
        }
    }

    void host(JudgedHost judged) {
        first = first == null ? judged : first;
        count(judged);
    }

    private void count(JudgedHost judged) {
        if (outer != null) {
            outer.count(judged);
        } else if (judged.verdict().kind() == Verdict.Kind.UNDECLARED) {
            boolean room = undeclaredHosts.size() < HOSTS_MAX || undeclaredHosts.has(judged.host());
            undeclaredHosts.count(room ? judged.host() : OTHERS);
        } else {
            service(judged.verdict().serviceId());
        }
    }

    private void service(@Nullable String id) {
        if (outer != null) {
            outer.service(id);
        } else {
            services.count(id == null ? "" : id);
        }
    }

    RewriteReport report() {
        return new RewriteReport(
                elements, inlineScripts, inlineScriptsTooLong, services.numbers(), undeclaredHosts.numbers());
    }
}
