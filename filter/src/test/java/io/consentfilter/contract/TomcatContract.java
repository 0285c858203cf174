package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.RawHttp.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on Tomcat, and what only Tomcat has: JSP, sendfile, and two ways to end a FORWARD. */
public abstract class TomcatContract extends ServletContract {
    private final Tomcat tomcat = new Tomcat();

    /** Listeners that the app has in this version only. */
    protected List<String> listeners() {
        return List.of();
    }

    /** Port of the container that runs for the whole contract. */
    protected final int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    protected final int start(ContractApp app) throws Exception {
        return launch(tomcat, app, context -> {}, connector -> {}).port();
    }

    @Override
    protected final void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private Running launch(Tomcat server, ContractApp app, Consumer<Context> guarded, Consumer<Connector> connector)
            throws Exception {
        server.setBaseDir(
                Files.createDirectories(app.data().resolveSibling("tomcat")).toString());
        server.setPort(0);
        connector.accept(server.getConnector());
        guarded.accept(webapp(server, ContractApp.GUARDED, app.guarded()));
        webapp(server, ContractApp.BARE, app.bare());
        server.start();
        return new Running(server.getConnector().getLocalPort(), () -> {
            server.stop();
            server.destroy();
            return null;
        });
    }

    private Context webapp(Tomcat server, String contextPath, Path directory) {
        Context context = server.addWebapp(contextPath, directory.toString());
        context.setParentClassLoader(getClass().getClassLoader());
        context.addApplicationListener(SentFiles.class.getName());
        listeners().forEach(context::addApplicationListener);
        return context;
    }

    /** A second container beside the one of the contract, with an app of its own. */
    private Running launchAnother(Consumer<Context> guarded, Consumer<Connector> connector) throws Exception {
        Path directory = Files.createTempDirectory(app().data().getParent(), "another");
        return launch(new Tomcat(), ContractApp.write(directory), guarded, connector);
    }

    /**
     * A container that runs.
     *
     * @param stop ends it
     */
    private record Running(int port, Callable<Void> stop) {}

    @Test
    void compressionOfTheContainerStaysOutside() throws Exception {
        Running other = launchAnother(context -> {}, connector -> {
            connector.setProperty("compression", "on");
            connector.setProperty("compressionMinSize", "1");
        });
        try {
            packsWhatIsGuarded(new RawHttp(other.port()));
        } finally {
            other.stop().call();
        }
    }

    /** Tomcat knows the host of an HTTP/2 request, but not as a header. */
    @Test
    void formThatTheSiteSendsByHttp2IsOneOfTheSite() throws Exception {
        Running other = launchAnother(context -> {}, connector -> connector.addUpgradeProtocol(new Http2Protocol()));
        try {
            String site = "http://localhost:" + other.port();
            HttpRequest.Builder page = HttpRequest.newBuilder(
                            URI.create(site + ContractApp.GUARDED + "/c/page-stream-whole"))
                    .header("Cookie", "_st_id=1");
            HttpClient client = HttpClient.newHttpClient();
            // The request that asks for HTTP/2 still has the header.
            client.send(page.build(), BodyHandlers.ofString());
            HttpResponse<String> answer = client.send(
                    page.header("Origin", site)
                            .POST(BodyPublishers.ofString("a=b"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).endsWith("<!--fin--><unfinished");
            assertThat(answer.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("_st_id=;"));
        } finally {
            other.stop().call();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c/jsp-forward", "/c/jsp-include", "/view.jsp"})
    void viewArrivesWholeAndGuarded(String path) {
        Answer answer = http().get(ContractApp.GUARDED + path);

        assertThat(answer.status()).isEqualTo(200);
        isGuardedPage(answer);
    }

    @Test
    void viewsAskByAttributeFunctionAndTag() {
        String path = ContractApp.GUARDED + "/asks.jsp";

        assertThat(http().get(path).text().strip()).isEqualTo("el false\nfunction false");
        assertThat(http().get(path, app().choice(Set.of("visitor-statistics")))
                        .text()
                        .strip())
                .isEqualTo("el true\nfunction true\ntag");
    }

    /** The JSP of {@code docs/app-api.md}. */
    @Test
    void documentedViewDoesWhatThePageSays() {
        String path = ContractApp.GUARDED + "/documented.jsp";

        assertThat(http().get(path).text())
                .contains("class=\"quiet\"", "We do not count you.")
                .doesNotContain("because you agreed");
        assertThat(http().get(path, app().choice(Set.of("visitor-statistics"))).text())
                .contains("class=\"counted\"", "Thank you for letting us count.", "because you agreed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forwardedPagesAreWholeHoweverTomcatEndsThem(boolean suspending) throws Exception {
        Running other =
                launchAnother(context -> context.setSuspendWrappedResponseAfterForward(suspending), connector -> {});
        try {
            RawHttp raw = new RawHttp(other.port());
            for (String page : Cases.pages()) {
                if (page.startsWith("page-forward")) {
                    isWhole(raw.get(ContractApp.GUARDED + "/c/" + page));
                }
            }
            isWhole(raw.get(ContractApp.GUARDED + "/c/jsp-forward"));
        } finally {
            other.stop().call();
        }
    }

    private void isWhole(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        isGuardedPage(answer);
    }

    @Test
    void excludedFilesAreSentByTheContainerItself() {
        String excluded = ContractApp.GUARDED + "/files/big.bin";
        String guarded = ContractApp.GUARDED + "/big.bin";
        http().get(excluded);
        http().get(guarded);

        assertThat(SentFiles.paths()).contains(excluded).doesNotContain(guarded);
    }
}
