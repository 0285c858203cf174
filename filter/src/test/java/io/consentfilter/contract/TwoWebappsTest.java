package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.RawHttp.Answer;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two webapps of one container with different registries. Their classes are the container's, the same for both: what one of them
 * kept in a static field the other would see.
 */
final class TwoWebappsTest {
    private static final String ONE = ContractApp.GUARDED;
    private static final String TWO = "/two";
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"");

    @TempDir
    private Path root;

    private final Server server = new Server();
    private ContractApp one;
    private ContractApp two;
    private WebAppContext first;
    private RawHttp http;

    @BeforeEach
    void deployBoth() throws Exception {
        one = ContractApp.write(root.resolve("one"));
        two = ContractApp.write(root.resolve("two"));
        Path config = two.guarded().resolve("WEB-INF/consent.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"id\": \"contract\"", "\"id\": \"second\"")
                        .replace("visitor-statistics", "reach")
                        .replace("tracker.example", "counter.example")
                        .replace("_st_id", "_rc_id"));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("localhost");
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        first = webapp(ONE, one);
        contexts.addHandler(first);
        contexts.addHandler(webapp(TWO, two));
        server.setHandler(contexts);
        server.start();
        http = new RawHttp(connector.getLocalPort());
    }

    private static WebAppContext webapp(String contextPath, ContractApp app) {
        WebAppContext context = new WebAppContext(app.guarded().toString(), contextPath);
        context.setParentLoaderPriority(true);
        context.setThrowUnavailableOnStartupException(true);
        return context;
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private String page(String app, String... headers) {
        return http.get(app + "/c/page-stream-whole", headers).text();
    }

    private static Object counter(String app, String site, String name) throws Exception {
        ObjectName bean =
                new ObjectName("io.consentfilter:type=ConsentFilter,context=\"" + app + "\",site=\"" + site + "\"");
        return ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name);
    }

    /** Accepts all on the banner of a page, and sends the form to either app. */
    private Answer accepts(String shownBy, String sentTo, String service) {
        Matcher shown = SHOWN.matcher(page(shownBy));
        assertThat(shown.find()).isTrue();
        return http.post(
                sentTo + "/_choice/decision",
                "layer=1&lang=en&choice=accept-all&s=" + service + "&shown="
                        + URLEncoder.encode(shown.group(1), StandardCharsets.UTF_8),
                "Content-Type: application/x-www-form-urlencoded",
                "Sec-Fetch-Site: same-origin",
                "Accept: text/html");
    }

    private static long records(ContractApp app) throws Exception {
        try (Connection database =
                        DriverManager.getConnection("jdbc:sqlite:" + app.data().resolve("consent.db"));
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM consent_record")) {
            return row.getLong(1);
        }
    }

    @Test
    void choiceForOneIsNoneForTheOther() {
        assertThat(page(ONE, one.choice(Set.of("visitor-statistics"))))
                .contains(" src=\"https://tracker.example/t.js\"");
        assertThat(page(ONE, two.choice(Set.of("visitor-statistics")))).contains("data-choice-src=");
        assertThat(page(TWO, one.choice(Set.of("reach")))).contains("data-choice-src=", "id=\"choice-panel\"");
    }

    @Test
    void eachWithholdsByItsOwnRegistry() {
        assertThat(page(ONE)).contains("data-choice-service=\"visitor-statistics\"");
        assertThat(page(TWO)).doesNotContain("data-choice-service=\"visitor-statistics\"", "tracker.example\" src");
        String cookies = "Cookie: _st_id=1; _rc_id=2";
        assertThat(http.get(ONE + "/c/seen-cookies", cookies).text())
                .contains("_rc_id=2")
                .doesNotContain("_st_id");
        assertThat(http.get(TWO + "/c/seen-cookies", cookies).text())
                .contains("_st_id=1")
                .doesNotContain("_rc_id");
    }

    @Test
    void eachCountsItsOwn() throws Exception {
        page(ONE);
        page(ONE);
        page(TWO);

        assertThat(counter(ONE, "contract", "PagesRewritten")).isEqualTo(2L);
        assertThat(counter(TWO, "second", "PagesRewritten")).isEqualTo(1L);
        assertThat((String[]) counter(ONE, "contract", "UndeclaredHosts")).isEmpty();
        assertThat((String[]) counter(TWO, "second", "UndeclaredHosts")).isNotEmpty();
        assertThat((String[]) counter(TWO, "second", "WithheldServices")).isEmpty();
    }

    @Test
    void eachKeepsItsOwnRecordsAndKeys() throws Exception {
        Answer granted = accepts(ONE, ONE, "visitor-statistics");

        assertThat(granted.all("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("choice="));
        assertThat(records(one)).isEqualTo(1);
        assertThat(records(two)).isZero();
        assertThat(counter(ONE, "contract", "DecisionsGranted")).isEqualTo(1L);
        assertThat(counter(TWO, "second", "DecisionsGranted")).isEqualTo(0L);
        assertThat(Files.readAllBytes(one.data().resolve("consent.key")))
                .isNotEqualTo(Files.readAllBytes(two.data().resolve("consent.key")));
    }

    /** What was shown by one app proves nothing in the other. */
    @Test
    void formOfOneGrantsNothingInTheOther() throws Exception {
        Answer foreign = accepts(ONE, TWO, "reach");

        assertThat(foreign.all("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("choice="));
        assertThat(records(two)).isZero();
    }

    @Test
    void oneGoesAndTheOtherStays() throws Exception {
        accepts(ONE, ONE, "visitor-statistics");
        first.stop();

        assertThat(page(TWO)).contains("id=\"choice-panel\"");
        assertThat(accepts(TWO, TWO, "reach").all("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("choice="));
        assertThat(records(two)).isEqualTo(1);
        assertThat(counter(TWO, "second", "DecisionsGranted")).isEqualTo(1L);
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("io.consentfilter:*"), null))
                .hasSize(1);
    }
}
