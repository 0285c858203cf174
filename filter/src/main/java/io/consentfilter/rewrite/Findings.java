package io.consentfilter.rewrite;

import io.consentfilter.registry.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what was withheld on one page. */
final class Findings {
    /** So many different hosts are named in a report; further ones count as "(other)". */
    static final int HOSTS_MAX = 100;

    private int elements;
    private int inlineScripts;
    private int inlineScriptsTooLong;
    private final Map<String, Count> services;

    private final Map<String, Count> undeclaredHosts;
    private final @Nullable Findings outer;
    private @Nullable JudgedHost last;
    private @Nullable Count lastCount;

    /** A number that grows where it lies. */
    private static final class Count {
        int times;
    }

    Findings() {
        this(new HashMap<>(), new HashMap<>(), null);
    }

    private Findings(Map<String, Count> services, Map<String, Count> undeclaredHosts, @Nullable Findings outer) {
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
        Count count = judged == last ? lastCount : null;
        if (count == null) {
            count = countOf(judged);
            last = judged;
            lastCount = count;
        }
        count.times++;
    }

    private Count countOf(JudgedHost judged) {
        String service = judged.verdict().serviceId();
        if (judged.verdict().kind() != Verdict.Kind.UNDECLARED) {
            return services.computeIfAbsent(service == null ? "" : service, id -> new Count());
        }
        boolean room = undeclaredHosts.size() < HOSTS_MAX || undeclaredHosts.containsKey(judged.host());
        return undeclaredHosts.computeIfAbsent(room ? judged.host() : "(other)", host -> new Count());
    }

    private void service(Verdict verdict) {
        String id = verdict.serviceId();
        if (id != null) {
            services.computeIfAbsent(id, each -> new Count()).times++;
        }
    }

    RewriteReport report() {
        return new RewriteReport(
                elements, inlineScripts, inlineScriptsTooLong, numbers(services), numbers(undeclaredHosts));
    }

    private static Map<String, Integer> numbers(Map<String, Count> counts) {
        Map<String, Integer> numbers = new HashMap<>();
        counts.forEach((name, count) -> numbers.put(name, count.times));
        return Map.copyOf(numbers);
    }
}
