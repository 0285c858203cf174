package io.consentfilter.endpoint;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import io.consentfilter.metrics.Counter;
import io.consentfilter.web.WebAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST {prefix}/reports}: what browsers say they stopped. Anybody can send anything, so only a host that could exist, a
 * known directive and the first segment of the page's path are kept, as counts; more than a few a second are dropped. Both
 * formats: {@code application/csp-report} (CSP 2) and {@code application/reports+json} (Reporting API).
 */
final class ReportsEndpoint {
    /** Reports looked at each second; the rest is dropped. */
    static final int REPORTS_PER_SECOND_MAX = 20;

    static final int REPORTS_BURST_MAX = 100;

    /** Reports looked at in one body. */
    static final int REPORTS_PER_BODY_MAX = 10;

    private static final Set<String> TYPES =
            Set.of("application/csp-report", "application/reports+json", "application/json");
    private static final Set<String> DIRECTIVES = Set.of(
            "default-src",
            "script-src",
            "script-src-elem",
            "script-src-attr",
            "style-src",
            "style-src-elem",
            "style-src-attr",
            "img-src",
            "font-src",
            "connect-src",
            "media-src",
            "object-src",
            "frame-src",
            "child-src",
            "worker-src",
            "manifest-src",
            "prefetch-src",
            "form-action",
            "frame-ancestors",
            "base-uri");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9._-]{1,100}(:[0-9]{1,5})?|\\[[0-9a-f:.]{2,45}\\](:[0-9]{1,5})?");
    private static final Pattern SEGMENT = Pattern.compile("/([a-z][a-z-]{0,31})(/.*)?");

    private final TokenBucket limit;

    ReportsEndpoint(InstantSource clock) {
        this.limit = new TokenBucket(REPORTS_PER_SECOND_MAX, REPORTS_BURST_MAX, clock);
    }

    Endpoint endpoint(String prefix) {
        return new Endpoint(
                "POST",
                new PathTemplate(prefix + "/reports"),
                List.of(204, 400, 408, 413, 415),
                "Content-Security-Policy reports of browsers; only host, directive and first path segment are counted.",
                this::answer);
    }

    private Reply answer(Exchange exchange) throws RefusedException {
        if (!TYPES.contains(Body.mediaType(exchange.request()))) {
            throw Problem.of(415, "Send application/csp-report or application/reports+json.");
        }
        byte[] body = Body.read(exchange.request());
        try {
            for (Map<?, ?> report : reports(Json.parse(body))) {
                take(exchange, report);
            }
        } catch (JsonProblem e) {
            throw Problem.unreadable(e);
        }
        return Reply.empty(204);
    }

    private void take(Exchange exchange, Map<?, ?> report) {
        String host = host(report);
        if (host == null || !limit.take()) {
            return;
        }
        exchange.rooms().metrics().count(Counter.REPORTS_TAKEN);
        exchange.rooms().metrics().report(host + " " + directive(report) + " " + pathClass(report));
    }

    private static List<Map<?, ?>> reports(@Nullable Object body) {
        List<Map<?, ?>> reports = new ArrayList<>();
        if (body instanceof Map<?, ?> one && one.get("csp-report") instanceof Map<?, ?> report) {
            reports.add(report);
        } else if (body instanceof List<?> several) {
            several.stream().limit(REPORTS_PER_BODY_MAX).forEach(each -> {
                if (each instanceof Map<?, ?> one
                        && "csp-violation".equals(one.get("type"))
                        && one.get("body") instanceof Map<?, ?> report) {
                    reports.add(report);
                }
            });
        }
        return reports;
    }

    /** The host that was not contacted; null for inline, eval, data: and whatever is no host. */
    private static @Nullable String host(Map<?, ?> report) {
        String host = WebAddress.resolve(either(report, "blockedURL", "blocked-uri"), null)
                .host();
        return host != null && HOST.matcher(host).matches() ? host : null;
    }

    private static String directive(Map<?, ?> report) {
        String text = either(report, "effectiveDirective", "effective-directive");
        String directive = text.isEmpty() ? either(report, "violatedDirective", "violated-directive") : text;
        String name = directive.trim().split("[ ;]", 2)[0].toLowerCase(Locale.ROOT);
        return DIRECTIVES.contains(name) ? name : "(other)";
    }

    private static String pathClass(Map<?, ?> report) {
        String path = WebAddress.resolve(either(report, "documentURL", "document-uri"), null)
                .path();
        Matcher segment = SEGMENT.matcher(path);
        return segment.matches() ? "/" + segment.group(1) + (segment.group(2) == null ? "" : "/*") : "/*";
    }

    private static String either(Map<?, ?> report, String name, String older) {
        Object value = report.get(name) == null ? report.get(older) : report.get(name);
        return value instanceof String text ? text : "";
    }
}
