package io.consentfilter.operator;

import io.consentfilter.config.ConsentConfig;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.policy.PrivacyPolicy;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.registry.Registry;
import io.consentfilter.store.Invalidation;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything operators can call below {@code {prefix}/operator}: query API, export, dashboard, sign-in. Answers 404 until an operator is
 * configured. Errors of the API are RFC 9457 problem documents; pages answer people.
 */
public final class OperatorEndpoints {
    private final String root;
    private final OperatorGate gate;
    private final Routes routes;
    private final Dispatch dispatch;

    /**
     * What the room stands on.
     *
     * @param config the whole configuration: shown, with secrets masked
     * @param invalidated told at once of a notice that was declared invalid, so that this node's next request knows
     * @param erasing erases a subject and ends its cookie
     * @param publicKeys public keys by id, for verifying
     * @param authenticator the webapp's own sign-on; null where tokens and the form decide
     */
    public record Parts(
            ConsentConfig config,
            Registry registry,
            PrivacyPolicy policy,
            ReceiptStore receipts,
            NoticeArchive notices,
            ReceiptDocuments documents,
            Consumer<Invalidation> invalidated,
            Erasing erasing,
            Map<String, byte[]> publicKeys,
            Metrics metrics,
            InstantSource clock,
            @Nullable OperatorAuthenticator authenticator) {
        public Parts {
            publicKeys = Map.copyOf(publicKeys);
        }
    }

    /** Erases all records of a subject, for a reason that the journal keeps, and ends its cookie; returns how many records. */
    @FunctionalInterface
    public interface Erasing {
        int erase(String subjectKey, String reason) throws StoreException;
    }

    public OperatorEndpoints(Parts parts) {
        this.root = parts.config().filter().prefix() + "/operator";
        this.gate = new OperatorGate(parts.config().operators(), parts.authenticator(), parts.clock());
        Verification verification = new Verification(parts.publicKeys());
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.addAll(new ReceiptApi(parts, verification).endpoints());
        endpoints.addAll(new ExportApi(parts).endpoints());
        endpoints.addAll(new StatsApi(parts).endpoints());
        endpoints.addAll(new NoticeApi(parts).endpoints());
        endpoints.addAll(new SubjectApi(parts).endpoints());
        endpoints.addAll(new PackApi(parts, verification).endpoints());
        endpoints.add(OpenApi.endpoint(List.copyOf(endpoints), root));
        endpoints.addAll(new SignInPages(parts, gate).endpoints());
        endpoints.addAll(new ReceiptPages(parts, verification).endpoints());
        endpoints.addAll(new StatsPages(parts).endpoints());
        endpoints.addAll(new NoticePages(parts).endpoints());
        endpoints.addAll(new SitePages(parts).endpoints());
        PageFrame frame = new PageFrame(parts.config().site().name());
        this.routes = new Routes(endpoints);
        this.dispatch = new Dispatch(routes, gate, new AccessLog(parts.receipts()), frame);
    }

    List<Endpoint> endpoints() {
        return routes.endpoints();
    }

    /** Whether this path (relative to the context) is one of ours. */
    public boolean owns(String path) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    /** Answers; an error is an RFC 9457 problem document for programs and a page for people. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", Call.PAGE_POLICY);
        if (!gate.configured()) {
            Problem.notFound("Nothing is here.").writeTo(response);
            return;
        }
        String base = request.getContextPath() + root;
        String path = request.getRequestURI();
        if (!path.startsWith(base + "/")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", base + "/");
            return;
        }
        dispatch.answer(request, response, path.substring(base.length() + 1), base);
    }
}
