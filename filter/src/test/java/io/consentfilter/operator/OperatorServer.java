package io.consentfilter.operator;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.ConfigReader;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Notice;
import io.consentfilter.policy.PrivacyPolicy;
import io.consentfilter.receipt.EndedSubjects;
import io.consentfilter.receipt.InvalidNotices;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.receipt.SubjectKeys;
import io.consentfilter.registry.Registry;
import io.consentfilter.seal.Ids;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.MonotonicClock;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import io.consentfilter.store.sql.SqlStores;
import io.consentfilter.view.Views;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The operator's room behind a real server, on a real store, with the sample of DESIGN §7. */
final class OperatorServer implements AutoCloseable {
    static final String KEEPER = "keeper-token";
    static final String READER = "reader-token";
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    final SqlStores stores;
    final Registry registry;
    final Metrics metrics = new Metrics();
    final InvalidNotices invalid = new InvalidNotices();
    final Notice notice;
    final Keys keys = Keys.ephemeral();
    final OperatorEndpoints endpoints;
    private final Server server = new Server();
    private Instant now = START;
    private final MonotonicClock clock = new MonotonicClock(() -> now);
    private final Ids ids = new Ids(clock);
    private final String address;

    OperatorServer(Path folder, String operators) throws Exception {
        this(folder, operators, null);
    }

    private OperatorServer(Path folder, String operators, @Nullable ReceiptStore instead) throws Exception {
        ConsentConfig config = config(operators);
        registry = Registry.of(config);
        stores = SqlStores.open(
                new SqlStores.Settings(
                        "jdbc:sqlite:consent.db",
                        null,
                        null,
                        null,
                        folder,
                        "consent_",
                        config.site().id()),
                keys.signing(),
                clock);
        PrivacyPolicy policy = PrivacyPolicy.write(
                config.site(), config.controller(), config.policy(), config.receipts(), registry, "", "/_choice/");
        notice = notice(config, policy);
        stores.notices().keep(notice);
        EndedSubjects ended = new EndedSubjects(SubjectKeys.of(keys.masterSecret()), clock);
        endpoints = new OperatorEndpoints(new OperatorEndpoints.Parts(
                config,
                registry,
                policy,
                instead == null ? stores.receipts() : instead,
                stores.notices(),
                new ReceiptDocuments(notice, stores.notices(), invalid, clock),
                invalid::add,
                (subjectKey, reason) -> ended.erase(stores.receipts(), subjectKey, reason),
                keys.signing().publicKeys(),
                metrics,
                clock,
                null));
        address = start(endpoints) + "/_choice/operator";
    }

    /** Two operators: one who keeps, one who reads. */
    static OperatorServer open(Path folder) throws Exception {
        return new OperatorServer(folder, keeperAndReader());
    }

    /** The same over another store of receipts. */
    static OperatorServer over(ReceiptStore receipts, Path folder) throws Exception {
        return new OperatorServer(folder, keeperAndReader(), receipts);
    }

    private static String keeperAndReader() {
        return "[{\"name\":\"dsb\",\"tokenSha256\":\"" + sha256(KEEPER) + "\"},"
                + "{\"name\":\"revision\",\"role\":\"reader\",\"tokenSha256\":\"" + sha256(READER) + "\"}]";
    }

    private static String sha256(String token) {
        return HexFormat.of().formatHex(Tokens.sha256(token.getBytes(StandardCharsets.UTF_8)));
    }

    private static ConsentConfig config(String operators) throws IOException, ConfigException {
        try (InputStream in = OperatorServer.class.getResourceAsStream("/config/complete.json")) {
            String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("(?s)\"operators\": \\[.*?\\]", "\"operators\": " + operators)
                    .replace("https://www.muster-technik.example\"]", "http://localhost\"]");
            return ConfigReader.read(
                    List.of(new ConfigReader.Source("consent.json", json.getBytes(StandardCharsets.UTF_8))), Map.of());
        }
    }

    private Notice notice(ConsentConfig config, PrivacyPolicy policy) {
        Views views = new Views(
                config.site(),
                config.controller(),
                config.banner(),
                registry,
                new Views.Paths("/_choice", "/datenschutz"));
        Map<String, byte[]> parts = new HashMap<>(views.noticeParts());
        parts.putAll(policy.noticeParts());
        return NoticeFacts.of(
                        config.site(),
                        config.controller(),
                        registry,
                        policy.version(),
                        new NoticeFacts.Addresses("https://x.example/datenschutz", "https://x.example/_choice/"))
                .notice(parts, START);
    }

    private String start(OperatorEndpoints served) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("localhost");
        connector.setPort(Integer.getInteger("operator.port", 0));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        served.answer(request, response);
                    }
                }),
                "/*");
        server.setHandler(context);
        server.start();
        return "http://localhost:" + connector.getLocalPort();
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    StoredReceipt grant(@Nullable String subject) throws StoreException {
        return append(subject, "banner:layer1:accept-all", ConsentState.GIVEN, ConsentState.GIVEN, "de");
    }

    StoredReceipt refuse() throws StoreException {
        return append(null, "banner:layer1:reject-all", ConsentState.REFUSED, ConsentState.REFUSED, "de");
    }

    StoredReceipt grantUnder(Notice shown, String subject) throws StoreException {
        Map<String, ConsentState> services = Map.of(
                "matomo", ConsentState.GIVEN, "visitor-statistics", ConsentState.GIVEN, "youtube", ConsentState.GIVEN);
        Map<String, ConsentState> purposes = Map.of("statistics", ConsentState.GIVEN, "media", ConsentState.GIVEN);
        return append(shown, subject, "banner:layer1:accept-all", services, purposes, "de");
    }

    StoredReceipt append(
            @Nullable String subject, String method, ConsentState statistics, ConsentState media, String language)
            throws StoreException {
        return append(
                subject,
                method,
                Map.of("matomo", statistics, "visitor-statistics", statistics, "youtube", media),
                Map.of("statistics", statistics, "media", media),
                language);
    }

    StoredReceipt append(
            @Nullable String subject,
            String method,
            Map<String, ConsentState> services,
            Map<String, ConsentState> purposes,
            String language)
            throws StoreException {
        return append(notice, subject, method, services, purposes, language);
    }

    private StoredReceipt append(
            Notice shown,
            @Nullable String subject,
            String method,
            Map<String, ConsentState> services,
            Map<String, ConsentState> purposes,
            String language)
            throws StoreException {
        now = now.plusMillis(5);
        String id = ids.recordId();
        ConsentRecord record = new ConsentRecord(
                id,
                Ids.receiptNumber(id),
                "muster",
                clock.instant(),
                subject,
                shown.version(),
                shown.askVersion(),
                language,
                method,
                services,
                purposes,
                null,
                clock.instant().plus(Duration.ofDays(365)),
                LocalDate.of(2030, 12, 31));
        return stores.receipts().append(record, ReceiptDocuments.canonical(record));
    }

    /** Some weeks of decisions, for pictures. */
    void fill(int days, int perDay) throws StoreException {
        Random random = new Random(7);
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < perDay / 2 + random.nextInt(perDay); i++) {
                int kind = random.nextInt(10);
                String language = random.nextInt(4) == 0 ? "en" : "de";
                if (kind < 4) {
                    append(Ids.token(), "banner:layer1:accept-all", ConsentState.GIVEN, ConsentState.GIVEN, language);
                } else if (kind < 6) {
                    append(Ids.token(), "choices:layer2:save", ConsentState.REFUSED, ConsentState.GIVEN, language);
                } else if (kind == 6) {
                    append(
                            Ids.token(),
                            "choices:layer2:withdraw-all",
                            ConsentState.WITHDRAWN,
                            ConsentState.WITHDRAWN,
                            language);
                } else {
                    append(null, "banner:layer1:reject-all", ConsentState.REFUSED, ConsentState.REFUSED, language);
                }
            }
            later(Duration.ofDays(1));
        }
    }

    /** A browser without memory, or a program. */
    HttpClient program() {
        return HttpClient.newHttpClient();
    }

    /** A browser that keeps cookies. */
    HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    /** A browser that has signed in. */
    HttpClient signedIn(String token) throws Exception {
        HttpClient browser = browser();
        post(browser, "/sign-in", Map.of("token", token));
        return browser;
    }

    HttpResponse<String> get(HttpClient client, String path, String... headers) throws Exception {
        return send(client, "GET", path, headers);
    }

    HttpResponse<String> send(HttpClient client, String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As a program with a token. */
    HttpResponse<String> api(String token, String path) throws Exception {
        return get(program(), "/api/" + path, "Authorization", "Bearer " + token);
    }

    HttpResponse<byte[]> bytes(String token, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return program().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(HttpClient client, String path, Map<String, String> form, String... headers)
            throws Exception {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    String address() {
        return address;
    }

    @Override
    public void close() throws Exception {
        server.stop();
        stores.close();
    }
}
