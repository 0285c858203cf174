package io.consentfilter.rewrite;

import io.consentfilter.registry.Verdict;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what was withheld on one page. */
final class Findings {
    /** So many different hosts are named in a report; further ones count as "(other)". */
    static final int HOSTS_MAX = 100;

    private @Nullable JudgedHost first;
    private int elements;
    private int inlineScripts;
    private int inlineScriptsTooLong;
    private final @Nullable Findings outer;
    private @Nullable Map<String, Count> services;
    private @Nullable Map<String, Count> undeclaredHosts;
    private @Nullable JudgedHost last;
    private @Nullable Count lastCount;

    /** A number that grows where it lies. */
    private static final class Count {
        int times;
    }

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
        service(judged.verdict());
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
        Count count = judged == last ? lastCount : null;
        if (count == null) {
            count = countOf(judged);
            last = judged;
            lastCount = count;
        }
        count.times++;
    }

    private Count countOf(JudgedHost judged) {
        if (outer != null) {
            return outer.countOf(judged);
        }
        if (judged.verdict().kind() != Verdict.Kind.UNDECLARED) {
            return countOf(judged.verdict());
        }
        Map<String, Count> hosts = undeclaredHosts == null ? new HashMap<>() : undeclaredHosts;
        undeclaredHosts = hosts;
        boolean room = hosts.size() < HOSTS_MAX || hosts.containsKey(judged.host());
        return hosts.computeIfAbsent(room ? judged.host() : "(other)", host -> new Count());
    }

    private Count countOf(Verdict verdict) {
        if (outer != null) {
            return outer.countOf(verdict);
        }
        Map<String, Count> counts = services == null ? new HashMap<>() : services;
        services = counts;
        String id = verdict.serviceId();
        return counts.computeIfAbsent(id == null ? "" : id, each -> new Count());
    }

    private void service(Verdict verdict) {
        if (verdict.serviceId() != null) {
            countOf(verdict).times++;
        }
    }

    RewriteReport report() {
        return new RewriteReport(
                elements, inlineScripts, inlineScriptsTooLong, numbers(services), numbers(undeclaredHosts));
    }

    private static Map<String, Integer> numbers(@Nullable Map<String, Count> counts) {
        if (counts == null) {
            return Map.of();
        }
        Map<String, Integer> numbers = new HashMap<>();
        counts.forEach((name, count) -> numbers.put(name, count.times));
        return Collections.unmodifiableMap(numbers);
    }
}
