package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.RawHttp.Answer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.Attribute;
import javax.management.ObjectName;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code "mode": "report"}, {@code "disabled": true} and the switch in JMX. */
final class ModesTest {
    private static final String REPORT_ONLY = "Content-Security-Policy-Report-Only";

    private final Server server = new Server();

    @TempDir
    private Path root;

    private RawHttp start(String more) throws Exception {
        return start(more, "", "");
    }

    private RawHttp start(String more, String found, String instead) throws Exception {
        ContractApp app = ContractApp.write(root);
        GuardedNode.change(app, found, instead);
        Path config = app.guarded().resolve("WEB-INF/consent.json");
        Files.writeString(config, Files.readString(config).replaceFirst("\\{", "{ " + more));
        ServerConnector connector = new ServerConnector(server);
        server.setConnectors(new ServerConnector[] {connector});
        WebAppContext webapp = new WebAppContext(app.guarded().toString(), ContractApp.GUARDED);
        webapp.setParentLoaderPriority(true);
        webapp.setThrowUnavailableOnStartupException(true);
        server.setHandler(webapp);
        server.start();
        return new RawHttp(connector.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static Object counter(String name) throws Exception {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(bean(), name);
    }

    private static ObjectName bean() throws Exception {
        return new ObjectName("io.consentfilter:type=ConsentFilter,context=\"/app\",site=\"contract\"");
    }

    @Test
    void reportModeWithholdsNothingAndCountsEverything() throws Exception {
        RawHttp http = start("\"mode\": \"report\",");

        Answer page = http.get(ContractApp.GUARDED + "/c/page-writer-whole", "Cookie: _st_id=1");
        Answer cookies = http.get(ContractApp.GUARDED + "/c/cookies-by-header");
        Answer seen = http.get(ContractApp.GUARDED + "/c/seen-cookies", "Cookie: _st_id=2");
        Answer asked = http.get(ContractApp.GUARDED + "/c/consent");

        assertThat(page.text()).isEqualTo(Cases.PAGE);
        assertThat(page.all("Content-Security-Policy")).isEmpty();
        assertThat(page.all(REPORT_ONLY)).hasSize(1);
        assertThat(page.all("Set-Cookie")).isEmpty();
        assertThat(String.join("\n", cookies.all("Set-Cookie"))).contains("_st_id=1");
        assertThat(seen.text()).contains("_st_id=2");
        assertThat(asked.text()).as("the app learns the truth").startsWith("false false");
        assertThat(counter("ElementsWithheld")).isEqualTo(2L);
        assertThat(counter("CookiesWithheld")).isEqualTo(1L);
        assertThat(counter("BannersShown")).isEqualTo(0L);
    }

    @Test
    void disabledFilterIsOutOfTheWay() throws Exception {
        RawHttp http = start("\"disabled\": true,");
        Answer page = http.get(ContractApp.GUARDED + "/c/page-length-int");

        assertThat(page.text()).isEqualTo(Cases.PAGE);
        assertThat(page.header("Content-Length")).isEqualTo("" + Cases.PAGE.length());
        assertThat(page.all("Content-Security-Policy")).isEmpty();
        assertThat(page.all(REPORT_ONLY)).isEmpty();
    }

    @Test
    void switchInJmxWorksWhileItRuns() throws Exception {
        RawHttp http = start("");
        String path = ContractApp.GUARDED + "/c/page-stream-whole";

        assertThat(http.get(path).text()).isNotEqualTo(Cases.PAGE);
        ManagementFactory.getPlatformMBeanServer().setAttribute(bean(), new Attribute("Disabled", true));
        assertThat(http.get(path).text()).isEqualTo(Cases.PAGE);
        ManagementFactory.getPlatformMBeanServer().setAttribute(bean(), new Attribute("Disabled", false));
        assertThat(http.get(path).text()).isNotEqualTo(Cases.PAGE);
    }

    @Test
    void whatAHeaderWouldContactIsCountedLikeAnElement() throws Exception {
        RawHttp http = start("");
        http.get(ContractApp.GUARDED + "/c/reporting-headers");

        assertThat(counter("HeadersWithheld")).isEqualTo(4L);
        assertThat((String[]) counter("UndeclaredHosts")).containsExactly("unknown.example 1");
        // Two elements of the page, and three of its headers.
        assertThat((String[]) counter("WithheldServices")).containsExactly("visitor-statistics 5");
    }

    @Test
    void unreadablePagesAreCounted() throws Exception {
        RawHttp http = start("");
        http.get(ContractApp.GUARDED + "/c/unknown-coding");
        http.get(ContractApp.GUARDED + "/c/gzip-whole", "Accept-Encoding: gzip");

        assertThat(counter("PassedUnreadable")).isEqualTo(1L);
        assertThat(counter("PagesRewritten")).isEqualTo(1L);
    }

    @Test
    void whatIsLeftAloneIsCounted() throws Exception {
        RawHttp http = start("");
        http.get(ContractApp.GUARDED + "/files/page.html");
        http.get(ContractApp.GUARDED + "/c/skipped");
        http.get(ContractApp.GUARDED + "/c/page-stream-whole");

        assertThat(counter("PathsExcluded")).isEqualTo(1L);
        assertThat(counter("AnswersSkipped")).isEqualTo(1L);
        assertThat(counter("TypesExcluded")).isEqualTo(0L);
    }

    @Test
    void excludedTypesGetNoPolicyAndPagesAlwaysDo() throws Exception {
        RawHttp http = start("");
        assertThat(http.get(ContractApp.GUARDED + "/picture.svg").all("Content-Security-Policy"))
                .hasSize(1);
        server.stop();
        http = start("", "\"filter\": {", "\"filter\": { \"excludeTypes\": [\"image/*\", \"text/javascript\"],");

        assertThat(http.get(ContractApp.GUARDED + "/picture.svg").all("Content-Security-Policy"))
                .isEmpty();
        assertThat(http.get(ContractApp.GUARDED + "/c/javascript").all("Content-Security-Policy"))
                .isEmpty();
        assertThat(http.get(ContractApp.GUARDED + "/c/page-stream-whole").all("Content-Security-Policy"))
                .hasSize(1);
        assertThat(counter("TypesExcluded")).isEqualTo(2L);
    }

    @Test
    void marksInAPostedBodyAreCounted() throws Exception {
        RawHttp http = start("");
        String form = "Content-Type: application/x-www-form-urlencoded";
        http.post(ContractApp.GUARDED + "/c/seen-parameters", "text=%3Cp+data-choice-src%3D1%3E", form);
        http.post(ContractApp.GUARDED + "/c/seen-body", "<img data-choice-src=1>", "Content-Type: text/plain");
        http.post(ContractApp.GUARDED + "/c/seen-parameters", "text=ordinary", form);

        assertThat(counter("MarksPosted")).isEqualTo(2L);
    }

    @Test
    void marksInUploadedPartsAreCountedOnceAForm() throws Exception {
        RawHttp http = start("");
        String path = ContractApp.GUARDED + "/c/seen-parts";
        http.post(path, Cases.upload("<img data-choice-src=1>", "ordinary"), Cases.UPLOAD_TYPE);
        http.post(path, Cases.upload("ordinary", "<img data-choice-src=1>"), Cases.UPLOAD_TYPE);
        http.post(path, Cases.upload("data-choi", "ce-src"), Cases.UPLOAD_TYPE);

        assertThat(counter("MarksPosted")).isEqualTo(2L);
    }

    @Test
    void marksInPartsThatTheAppHasWrittenToFilesAreCounted() throws Exception {
        RawHttp http = start("");
        String path = ContractApp.GUARDED + "/c/written-parts";
        http.post(path, Cases.upload("ordinary", "<img data-choice-src=1>"), Cases.UPLOAD_TYPE);
        http.post(path, Cases.upload("ordinary", "ordinary"), Cases.UPLOAD_TYPE);

        assertThat(counter("MarksPosted")).isEqualTo(1L);
    }
}
