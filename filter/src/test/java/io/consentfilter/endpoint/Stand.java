package io.consentfilter.endpoint;

import io.consentfilter.config.ConfigReader;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.cookie.ChoiceCookie;
import io.consentfilter.cookie.CookieGate;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.model.Notice;
import io.consentfilter.policy.PrivacyPolicy;
import io.consentfilter.receipt.Desks;
import io.consentfilter.receipt.EndedGrants;
import io.consentfilter.receipt.EndedSubjects;
import io.consentfilter.receipt.FakeStores;
import io.consentfilter.receipt.InvalidNotices;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.receipt.ReceiptDesk;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.receipt.SubjectKeys;
import io.consentfilter.registry.Registry;
import io.consentfilter.seal.Hmac;
import io.consentfilter.seal.Ids;
import io.consentfilter.seal.Keys;
import io.consentfilter.view.OnceToken;
import io.consentfilter.view.ShownToken;
import io.consentfilter.view.Views;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** All endpoints over the real rooms, in a real container; only the stores are in memory. The clock stands still. */
final class Stand implements AutoCloseable {
    /** Grants, and refusals, each second; the clock stands still, so none comes back by itself. */
    private static final int DECISIONS_PER_SECOND = 50;

    /** So many at once. */
    static final int BURST = DECISIONS_PER_SECOND * DecisionEndpoint.BURST;

    static final String CONFIG =
            """
            {
              "site": {"id": "muster", "name": "Muster Technik AG", "origins": ["https://www.muster.example"],
                       "languages": ["de", "en"], "regions": ["CH", "DE"]},
              "controller": {"name": "Muster AG", "street": "Weg 1", "postalCode": "9000", "city": "St. Gallen",
                             "country": "CH", "email": "datenschutz@muster.example"},
              "purposes": ["statistics", "media",
                {"id": "profiles", "title": {"de": "Profile", "en": "Profiles"},
                 "text": {"de": "Profile.", "en": "Profiles."}, "sensitive": true}],
              "services": [%s, %s, %s]
            }
            """.formatted(service("stats", "statistics"), service("tube", "media"), service("deep", "profiles"));

    final FakeStores stores = new FakeStores();
    final Metrics metrics = new Metrics();
    final InvalidNotices invalid = Desks.noneInvalid();
    final Registry registry;
    final Notice notice;
    final ShownToken shownToken;
    final OnceToken onceToken;
    final ChoiceCookie choiceCookie;
    final VisitorEndpoints endpoints;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();
    private final String context;
    Instant now = Instant.parse("2026-11-23T10:00:00Z");

    Stand() throws Exception {
        this("");
    }

    Stand(String context) throws Exception {
        this.context = context;
        ConsentConfig config = ConfigReader.read(
                List.of(new ConfigReader.Source("consent.json", CONFIG.getBytes(StandardCharsets.UTF_8))), Map.of());
        InstantSource clock = () -> now;
        byte[] secret = new byte[32];
        Keys keys = Keys.ephemeral();
        registry = Registry.of(config);
        Views views = new Views(
                config.site(),
                config.controller(),
                config.banner(),
                registry,
                new Views.Paths(context + "/_choice", context + "/datenschutz"));
        PrivacyPolicy policy = PrivacyPolicy.write(
                config.site(),
                config.controller(),
                config.policy(),
                config.receipts(),
                registry,
                context,
                context + "/_choice/");
        Map<String, byte[]> parts = new HashMap<>(views.noticeParts());
        parts.putAll(policy.noticeParts());
        notice = NoticeFacts.of(
                        config.site(),
                        config.controller(),
                        registry,
                        policy.version(),
                        new NoticeFacts.Addresses(
                                "https://www.muster.example/datenschutz", "https://x.example/_choice/"))
                .notice(parts, now);
        ReceiptDesk desk = new ReceiptDesk(
                "muster",
                config.receipts(),
                registry,
                notice,
                stores.receipts,
                stores.archive,
                () -> {},
                invalid,
                new Ids(clock),
                SubjectKeys.of(secret),
                clock);
        EndedSubjects endedSubjects = new EndedSubjects(SubjectKeys.of(secret), clock);
        shownToken = new ShownToken(Hmac.derive(secret, "shown"), clock);
        onceToken = new OnceToken(Hmac.derive(secret, "once"), clock);
        choiceCookie = new ChoiceCookie(
                Hmac.derive(secret, "choice"), context, new EndedGrants(invalid, endedSubjects)::leftOf);
        endpoints = new VisitorEndpoints(new Rooms(
                config.site(),
                registry,
                desk,
                new ReceiptDocuments(notice, stores.archive, invalid, clock),
                stores.receipts,
                stores.archive,
                views,
                policy,
                shownToken,
                onceToken,
                choiceCookie,
                new CookieGate(registry, config.cookies(), "JSESSIONID", metrics),
                keys.signing(),
                Hmac.derive(secret, "links"),
                metrics,
                clock,
                new Rooms.Paths(context, "/_choice", "/datenschutz"),
                DECISIONS_PER_SECOND));
        start();
    }

    private static String service(String id, String purpose) {
        return """
                {"id": "%s", "name": "Service <%s>", "purpose": "%s", "role": "processor",
                 "provider": {"name": "Provider GmbH", "address": "Weg 2, München", "country": "DE",
                              "privacyUrl": "https://p.example/privacy"},
                 "hosts": ["%s.example"],
                 "storage": [{"name": "_%s_id", "lifetime": "P13M", "purpose": {"de": "Kennung", "en": "Id"}}],
                 "data": ["usage"], "retention": {"period": "P12M"}, "storageCountries": ["DE"]}""".formatted(id, id, purpose, id, id);
    }

    private void start() throws Exception {
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler();
        handler.setContextPath(context.isEmpty() ? "/" : context);
        handler.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        if ("yes".equals(request.getHeader("X-Read-Before"))) {
                            Objects.requireNonNull(request.getParameterMap());
                        }
                        endpoints.answer(request, response);
                    }
                }),
                "/*");
        server.setHandler(handler);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    String token() {
        return shownToken.write(notice.version(), "de", "layer1");
    }

    /** A request to a path below the context, with headers given as name and value in turn. */
    Call call(String method, String path, String... headers) {
        return new Call(method, path, new ArrayList<>(List.of(headers)), "");
    }

    Call form(String path, String body) {
        return new Call(
                "POST", path, new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded")), body);
    }

    Call json(String path, String type, String body) {
        return new Call("POST", path, new ArrayList<>(List.of("Content-Type", type)), body);
    }

    /** A decision as a script sends it, with the notice in view. */
    Call decision(String choice, String services) {
        return json(decided(choice, services));
    }

    /** The body of it. */
    String decided(String choice, String services) {
        return "{\"choice\":\"" + choice + "\",\"services\":" + services + ",\"layer\":2,\"lang\":\"de\",\"shown\":\""
                + token() + "\"}";
    }

    Call json(String body) {
        return new Call(
                "POST", "/_choice/decision", new ArrayList<>(List.of("Content-Type", "application/json")), body);
    }

    /** One request in the making. */
    final class Call {
        private final String method;
        private final String path;
        private final List<String> headers;
        private final String body;

        private Call(String method, String path, List<String> headers, String body) {
            this.method = method;
            this.path = path;
            this.headers = headers;
            this.body = body;
        }

        Call with(String name, String value) {
            headers.add(name);
            headers.add(value);
            return this;
        }

        HttpResponse<String> send() throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port() + context + path))
                    .timeout(Duration.ofSeconds(20))
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            for (int i = 0; i < headers.size(); i += 2) {
                request.header(headers.get(i), headers.get(i + 1));
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The choice cookie of an answer, as a browser sends it back. */
    static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("choice=") || cookie.startsWith("__Host-choice="))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
