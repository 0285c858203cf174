package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.OperatorAuthenticator;
import io.consentfilter.contract.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators who come by the container's sign-on or by the webapp's own, instead of with a token. */
final class OperatorSignOnTest {
    private static final String OPERATOR = ContractApp.GUARDED + "/_choice/operator/";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String BASIC = """
              <security-constraint>
                <web-resource-collection><web-resource-name>operators</web-resource-name><url-pattern>/_choice/operator/*</url-pattern></web-resource-collection>
                <auth-constraint><role-name>*</role-name></auth-constraint>
              </security-constraint>
              <login-config><auth-method>BASIC</auth-method><realm-name>operators</realm-name></login-config>
              <security-role><role-name>dsb</role-name></security-role>
              <security-role><role-name>revision</role-name></security-role>
              <security-role><role-name>guest</role-name></security-role>
            </web-app>""";

    @TempDir
    private Path root;

    private final Server server = new Server();
    private ContractApp app;
    private WebAppContext context;

    @BeforeEach
    void write() throws Exception {
        app = ContractApp.write(root);
        GuardedNode.withOperator(app);
        GuardedNode.change(
                app,
                "\"operators\": [",
                "\"operators\": [{ \"name\": \"revision\", \"role\": \"reader\", \"tokenSha256\": \"" + "0".repeat(64)
                        + "\" }, ");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private RawHttp start() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        return new RawHttp(connector.getLocalPort());
    }

    private WebAppContext context() {
        WebAppContext made = new WebAppContext(app.guarded().toString(), ContractApp.GUARDED);
        made.setParentLoaderPriority(true);
        made.setThrowUnavailableOnStartupException(true);
        return made;
    }

    private RawHttp startWithContainerSignOn() throws Exception {
        Path descriptor = app.guarded().resolve("WEB-INF/web.xml");
        Files.writeString(descriptor, Files.readString(descriptor).replace("</web-app>", BASIC));
        UserStore users = new UserStore();
        for (String user : List.of("dsb", "revision", "guest")) {
            users.addUser(user, Credential.getCredential("secret"), new String[] {user});
        }
        HashLoginService logins = new HashLoginService("operators");
        logins.setUserStore(users);
        context = context();
        context.getSecurityHandler().setLoginService(logins);
        return start();
    }

    private static String as(String user) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    }

    private static Answer invalidate(RawHttp http, String... headers) {
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        all.add(FORM);
        return http.post(OPERATOR + "api/notices/none/invalidation", "reason=faulty", all.toArray(String[]::new));
    }

    @Test
    void roleOfTheContainerThatHasAnOperatorsNameIsLetInAsThatOperator() throws Exception {
        RawHttp http = startWithContainerSignOn();

        assertThat(http.get(OPERATOR + "api/receipts").status()).isEqualTo(401);
        assertThat(http.get(OPERATOR + "api/receipts", as("revision")).status()).isEqualTo(200);
        assertThat(http.get(OPERATOR + "", as("dsb")).text()).contains("<h1>");
        assertThat(http.get(OPERATOR + "api/receipts", as("guest")).status()).isEqualTo(401);
        // There is no such notice: 404 comes after the role has been looked at, 403 before.
        assertThat(invalidate(http, as("dsb"), "Sec-Fetch-Site: same-origin").status())
                .isEqualTo(404);
        assertThat(invalidate(http, as("revision"), "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void foreignFormCannotUseTheCredentialsThatABrowserSendsByItself() throws Exception {
        RawHttp http = startWithContainerSignOn();

        assertThat(invalidate(http, as("dsb"), "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(invalidate(http, as("dsb"), "Origin: https://evil.example").status())
                .isEqualTo(403);
        assertThat(invalidate(http, as("dsb"), "Origin: null").status()).isEqualTo(403);
        assertThat(invalidate(http, as("dsb"), "Host: www.site.example", "Origin: https://www.site.example")
                        .status())
                .isEqualTo(404);
        assertThat(invalidate(http, as("dsb")).status()).isEqualTo(404);
    }

    @Test
    void ownSignOnOfTheWebappReplacesTokensAndForm() throws Exception {
        context = context();
        OperatorAuthenticator own = request -> Optional.ofNullable(request.getHeader("X-Signed-On"));
        context.setAttribute(OperatorAuthenticator.ATTRIBUTE, own);
        RawHttp http = start();

        assertThat(http.get(OPERATOR + "api/receipts", "X-Signed-On: revision").status())
                .isEqualTo(200);
        assertThat(http.get(OPERATOR + "api/receipts", "X-Signed-On: somebody").status())
                .isEqualTo(401);
        assertThat(http.get(OPERATOR + "api/receipts", "Authorization: Bearer " + GuardedNode.TOKEN)
                        .status())
                .isEqualTo(401);
        assertThat(http.get(OPERATOR + "", "Accept: text/html").status()).isEqualTo(401);
        assertThat(invalidate(http, "X-Signed-On: dsb").status()).isEqualTo(404);
        assertThat(invalidate(http, "X-Signed-On: dsb", "Sec-Fetch-Site: cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(invalidate(http, "X-Signed-On: revision").status()).isEqualTo(403);
        assertThat(http.get(OPERATOR + "api/receipts/export", "X-Signed-On: revision")
                        .text())
                .contains("\"operator\":\"revision\"");
    }

    @Test
    void attributeOfAnotherKindStopsTheStartWithASentence() {
        context = context();
        context.setAttribute(OperatorAuthenticator.ATTRIBUTE, "no authenticator");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(this::start))
                .hasStackTraceContaining("expected an OperatorAuthenticator");
    }
}
