package io.consentfilter.rewrite;

import io.consentfilter.registry.Verdict;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what was withheld on one page. */
final class Findings {
    /** So many different hosts are named in a report; further ones count as "(other)". */
    static final int HOSTS_MAX = 100;

    private int elements;
    private int inlineScripts;
    private int inlineScriptsTooLong;
    private final Map<String, Integer> services;
    private final Map<String, Integer> undeclaredHosts;
    private final @Nullable Findings outer;

    Findings() {
        this(new TreeMap<>(), new TreeMap<>(), null);
    }

    private Findings(Map<String, Integer> services, Map<String, Integer> undeclaredHosts, @Nullable Findings outer) {
        this.services = services;
        this.undeclaredHosts = undeclaredHosts;
        this.outer = outer;
    }

    /** Findings of a document inside this one: they count here too. */
    Findings child() {
        return new Findings(services, undeclaredHosts, this);
    }

    /** Whether anything was withheld. */
    boolean any() {
        return elements + inlineScripts > 0;
    }

    void element() {
        elements++;
        if (outer != null) {
            outer.element();
        }
    }

    void inlineScript(Verdict verdict) {
        countInlineScript();
        service(verdict);
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
        if (judged.verdict().kind() == Verdict.Kind.UNDECLARED) {
            boolean room = undeclaredHosts.size() < HOSTS_MAX || undeclaredHosts.containsKey(judged.host());
            undeclaredHosts.merge(room ? judged.host() : "(other)", 1, Integer::sum);
        } else {
            service(judged.verdict());
        }
    }

    private void service(Verdict verdict) {
        String id = verdict.serviceId();
        if (id != null) {
            services.merge(id, 1, Integer::sum);
        }
    }

    RewriteReport report() {
        return new RewriteReport(
                elements, inlineScripts, inlineScriptsTooLong, Map.copyOf(services), Map.copyOf(undeclaredHosts));
    }
}
