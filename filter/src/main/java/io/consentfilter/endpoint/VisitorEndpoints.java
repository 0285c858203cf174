package io.consentfilter.endpoint;

import io.consentfilter.metrics.Counter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Everything visitors can call: a list of small endpoints, chosen by method and path. Safe for any number of threads. */
public final class VisitorEndpoints {
    private static final System.Logger LOG = System.getLogger(VisitorEndpoints.class.getName());

    private final Rooms rooms;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final String below;
    private final String operators;
    private final String operatorsBelow;

    public VisitorEndpoints(Rooms rooms) {
        this.rooms = rooms;
        String prefix = rooms.paths().prefix();
        this.below = prefix + "/";
        this.operators = below + "operator";
        this.operatorsBelow = operators + "/";
        ReceiptLinks links = new ReceiptLinks(rooms.links(), rooms.clock());
        ChoicesEndpoint choices = new ChoicesEndpoint(links);
        int rate = rooms.decisionsPerSecond();
        TokenBucket grants = new TokenBucket(rate, DecisionEndpoint.BURST * rate, rooms.clock());
        TokenBucket refusals = new TokenBucket(rate, DecisionEndpoint.BURST * rate, rooms.clock());
        endpoints.addAll(choices.endpoints(prefix));
        endpoints.add(new DecisionEndpoint(choices, grants, refusals).endpoint(prefix));
        endpoints.add(new OnceEndpoint(choices, grants).endpoint(prefix));
        endpoints.add(new ReceiptEndpoint(links).endpoint(prefix));
        endpoints.add(AssetEndpoint.endpoint(prefix));
        endpoints.add(new ReportsEndpoint(rooms.clock()).endpoint(prefix));
        endpoints.addAll(PublicEndpoints.endpoints(prefix));
        if (rooms.paths().context().isEmpty()) {
            endpoints.add(PublicEndpoints.signal());
        }
        PolicyVersions versions =
                new PolicyVersions(rooms.notices(), rooms.desk().notice());
        endpoints.addAll(new PolicyEndpoint(versions).endpoints(rooms.paths().policy()));
    }

    /** Whether this path (relative to the context, as requested) is one of ours: everything below the prefix but the operator's part. */
    public boolean owns(String path) {
        if (path.equals(operators) || path.startsWith(operatorsBelow)) {
            return false;
        }
        if (path.startsWith(below)) {
            return true;
        }
        // By number, without an iterator: this is asked for every request.
        for (int i = 0; i < endpoints.size(); i++) {
            if (endpoints.get(i).path().match(path).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Answers; an error is an RFC 9457 problem document, or a short page for whoever reads pages. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(request, rooms, Map.of());
        ReplyWriter.write(exchange, response, reply(exchange, path(request)));
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    private Reply reply(Exchange exchange, String path) {
        try {
            return choose(exchange, path);
        } catch (RefusedException e) {
            return ProblemPage.of(exchange, e.problem());
        } catch (RuntimeException e) {
            rooms.metrics().count(Counter.ERRORS);
            LOG.log(System.Logger.Level.ERROR, "a visitor's request failed", e);
            return ProblemPage.of(exchange, new Problem(500, "A fault on our side; nothing was changed."));
        }
    }

    private Reply choose(Exchange exchange, String path) throws RefusedException {
        List<Endpoint> candidates = matching(path);
        if (candidates.isEmpty()) {
            throw Problem.of(404, "There is nothing at this address.");
        }
        String method = exchange.isHead() ? "GET" : exchange.request().getMethod();
        for (Endpoint endpoint : candidates) {
            Optional<Map<String, String>> names = endpoint.path().match(path);
            if (endpoint.method().equals(method) && names.isPresent()) {
                return endpoint.handler().answer(new Exchange(exchange.request(), rooms, names.get()));
            }
        }
        String allowed = allowed(candidates);
        return ProblemPage.of(exchange, new Problem(405, "Allowed here: " + allowed + "."))
                .with("Allow", allowed);
    }

    private List<Endpoint> matching(String path) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.path().match(path).isPresent())
                .toList();
    }

    private static String allowed(List<Endpoint> candidates) {
        TreeSet<String> methods = new TreeSet<>();
        candidates.forEach(endpoint -> methods.add(endpoint.method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    /** The path as requested, below the context, without path parameters (a container appends its session id there). */
    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        int semicolon = path.indexOf(';');
        return semicolon < 0 ? path : path.substring(0, semicolon);
    }
}
