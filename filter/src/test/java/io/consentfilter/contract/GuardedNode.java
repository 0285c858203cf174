package io.consentfilter.contract;

import io.consentfilter.contract.RawHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The contract's webapp behind the filter in one server, seen by one visitor's browser and by an operator. */
public final class GuardedNode implements AutoCloseable {
    /** The token of the operator that {@link #withOperator} configures. */
    public static final String TOKEN = "operator-token";

    /** Stands in the page where the tracker may load. */
    public static final String TRACKER = "<script src=\"https://tracker.example/t.js\"";

    /** Stands in the page where the visitor is asked. */
    public static final String BANNER = "id=\"choice-panel\"";

    private static final String TOKEN_SHA256 = "0850123315d21ab90f4f7236408a52ef6dbd6a02a6550e5c10dc73f4d993680e";
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("\"version\":\"([^\"]+)\"");
    private static final String OPERATOR = ContractApp.GUARDED + "/_choice/operator";

    private final ContractApp app;
    private Server server;
    private RawHttp http;

    private GuardedNode(ContractApp app) throws Exception {
        this.app = app;
        this.server = new Server();
        this.http = served();
    }

    private RawHttp served() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("localhost");
        server.addConnector(connector);
        WebAppContext context = new WebAppContext(app.guarded().toString(), ContractApp.GUARDED);
        context.setParentLoaderPriority(true);
        context.setThrowUnavailableOnStartupException(true);
        server.setHandler(context);
        server.start();
        return new RawHttp(connector.getLocalPort());
    }

    /** Deploys a webapp that {@link ContractApp} wrote. */
    public static GuardedNode start(ContractApp app) throws Exception {
        return new GuardedNode(app);
    }

    /** Stops the server and deploys the app as it is now in a new one. */
    public void restart() throws Exception {
        server.stop();
        server = new Server();
        http = served();
    }

    /**
     * Deploys the app anew with pieces of its {@code consent.json} replaced.
     *
     * @param pairs what is found, and what stands there instead, in turn
     */
    public void redeploy(String... pairs) throws Exception {
        for (int i = 0; i < pairs.length; i += 2) {
            change(app, pairs[i], pairs[i + 1]);
        }
        restart();
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

    /** The cookies of a visitor who agrees on the page, with one that the service set since. */
    public String agreed(String cookies) {
        return choiceOf(click(page(cookies), "1", "accept-all", cookies)) + "; _st_id=7";
    }

    /** Versions of the notice, newest first. */
    public List<String> notices() {
        List<String> versions = new ArrayList<>();
        Matcher found = VERSION.matcher(operator("api/notices").text());
        while (found.find()) {
            versions.add(found.group(1));
        }
        return versions;
    }

    /** Declares a notice invalid. */
    public Answer invalidate(String version) {
        return operatorPosts("api/notices/" + version + "/invalidation");
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
