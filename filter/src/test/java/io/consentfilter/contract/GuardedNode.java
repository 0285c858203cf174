package io.consentfilter.contract;

import io.consentfilter.contract.RawHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The contract's webapp behind the filter in one server, seen by one visitor's browser and by an operator. */
public final class GuardedNode implements AutoCloseable {
    /** The token of the operator that {@link #withOperator} configures. */
    public static final String TOKEN = "operator-token";

    private static final String TOKEN_SHA256 = "0850123315d21ab90f4f7236408a52ef6dbd6a02a6550e5c10dc73f4d993680e";
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"");
    private static final String OPERATOR = ContractApp.GUARDED + "/_choice/operator";

    private final Server server = new Server();
    private final RawHttp http;

    private GuardedNode(Path webapp) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("localhost");
        server.addConnector(connector);
        WebAppContext context = new WebAppContext(webapp.toString(), ContractApp.GUARDED);
        context.setParentLoaderPriority(true);
        context.setThrowUnavailableOnStartupException(true);
        server.setHandler(context);
        server.start();
        http = new RawHttp(connector.getLocalPort());
    }

    /** Deploys a webapp that {@link ContractApp} wrote. */
    public static GuardedNode start(ContractApp app) throws Exception {
        return new GuardedNode(app.guarded());
    }

    /** Replaces a piece of the app's {@code consent.json}. */
    public static void change(ContractApp app, String found, String instead) throws Exception {
        Path config = app.guarded().resolve("WEB-INF/consent.json");
        String json = Files.readString(config);
        if (!json.contains(found)) {
            throw new IllegalArgumentException("consent.json has no " + found);
        }
        Files.writeString(config, json.replace(found, instead));
    }

    /** Lets an operator in who holds {@link #TOKEN}. */
    public static void withOperator(ContractApp app) throws Exception {
        change(
                app,
                "\"filter\": {",
                "\"operators\": [{ \"name\": \"dsb\", \"tokenSha256\": \"" + TOKEN_SHA256 + "\" }],\n  \"filter\": {");
    }

    public RawHttp http() {
        return http;
    }

    /** The page that loads a tracker, as it reaches the visitor. */
    public String page(String cookies) {
        return http.get(ContractApp.GUARDED + "/c/page-writer-whole", "Cookie: " + cookies)
                .text();
    }

    /** What the webapp itself sees of the visitor's cookies. */
    public String seenCookies(String cookies) {
        return http.get(ContractApp.GUARDED + "/c/seen-cookies", "Cookie: " + cookies)
                .text();
    }

    /** A form of ours on a page, sent by a click on one of its buttons. */
    public Answer click(String page, String layer, String choice, String cookies) {
        Matcher shown = SHOWN.matcher(page);
        if (!shown.find()) {
            throw new IllegalArgumentException("nothing is asked on this page");
        }
        String token = URLEncoder.encode(shown.group(1), StandardCharsets.UTF_8);
        return http.post(
                ContractApp.GUARDED + "/_choice/decision",
                "layer=" + layer + "&lang=en&choice=" + choice + "&s=visitor-statistics&shown=" + token,
                "Content-Type: application/x-www-form-urlencoded",
                "Sec-Fetch-Site: same-origin",
                "Accept: text/html",
                "Cookie: " + cookies);
    }

    /** The choice cookie of an answer, as the browser sends it back. */
    public static String choiceOf(Answer answer) {
        return answer.all("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("choice="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    /** A page below our prefix. */
    public Answer own(String path, String cookies) {
        return http.get(ContractApp.GUARDED + "/_choice/" + path, "Cookie: " + cookies, "Accept: text/html");
    }

    /** An operator's call. */
    public Answer operator(String path) {
        return http.get(OPERATOR + "/" + path, "Authorization: Bearer " + TOKEN);
    }

    /** An operator's call that changes something, with a reason. */
    public Answer operatorPosts(String path) {
        return http.post(
                OPERATOR + "/" + path,
                "reason=the+text+was+faulty",
                "Content-Type: application/x-www-form-urlencoded",
                "Authorization: Bearer " + TOKEN);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
