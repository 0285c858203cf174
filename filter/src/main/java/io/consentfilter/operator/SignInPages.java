package io.consentfilter.operator;

import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.OperatorAuthenticator.Operator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form that turns a token into a short session, the way out, and the style sheet. */
final class SignInPages {
    private static final Logger LOG = System.getLogger(SignInPages.class.getName());
    private static final String STYLE = "/META-INF/consent/operator/style.css";

    /** Where a sign-in may lead: further below our own pages, nowhere else. */
    private static final Pattern BELOW = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/_.:=&%?-]*");

    private final OperatorEndpoints.Parts parts;
    private final OperatorGate gate;
    private final PageFrame frame;

    SignInPages(OperatorEndpoints.Parts parts, OperatorGate gate) {
        this.parts = parts;
        this.gate = gate;
        this.frame = new PageFrame(parts.config().site().name());
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint("GET", "style.css", Access.ANYBODY, "Style sheet.", List.of(), "text/css", this::style),
                new Endpoint(
                        "GET", "sign-in", Access.ANYBODY, "Form to sign in.", List.of(), "text/html", this::showForm),
                new Endpoint("POST", "sign-in", Access.ANYBODY, "Signs in.", List.of(), "text/html", this::signIn),
                new Endpoint("POST", "sign-out", Access.READER, "Signs out.", List.of(), "text/html", this::signOut));
    }

    private void style(Call call) throws IOException {
        try (InputStream in = SignInPages.class.getResourceAsStream(STYLE)) {
            byte[] css = Objects.requireNonNull(in, STYLE).readAllBytes();
            call.response().setHeader("Cache-Control", "private, max-age=300");
            call.body(HttpServletResponse.SC_OK, "text/css;charset=utf-8", css);
        }
    }

    private void showForm(Call call) throws IOException {
        form(call, HttpServletResponse.SC_OK, call.parameter("gone") == null ? "" : "signin.gone");
    }

    private void form(Call call, int status, String message) throws IOException {
        Texts texts = PageFrame.texts(call);
        Html body = new Html()
                .raw("<div class=\"narrow card\">")
                .element("h1", texts.of("signin.title"))
                .raw("<p class=\"lead\">")
                .text(texts.of("signin.lead"))
                .raw("</p>");
        if (!message.isEmpty()) {
            String kind = message.equals("signin.gone") ? "good" : "bad";
            body.raw("<p class=\"message " + kind + "\" role=\"status\">")
                    .text(texts.of(message))
                    .raw("</p>");
        }
        body.raw("<form method=\"post\" action=\"")
                .text(call.base() + "/sign-in")
                .raw("\">")
                .hidden("to", below(call))
                .raw("<label>")
                .text(texts.of("signin.token"))
                .raw(
                        "<input type=\"password\" name=\"token\" required autocomplete=\"current-password\" maxlength=\"512\">"
                                + "</label><div class=\"row\"><button>")
                .text(texts.of("signin.submit"))
                .raw("</button></div></form></div>");
        frame.send(call, status, "-", texts.of("signin.title"), body);
    }

    private void signIn(Call call) throws IOException {
        String from = call.request().getHeader("Sec-Fetch-Site");
        String token = call.parameter("token");
        if (!gate.hasSignIn() || token == null || (from != null && !from.equals("same-origin"))) {
            form(call, HttpServletResponse.SC_FORBIDDEN, "signin.wrong");
            return;
        }
        Optional<Operator> operator = gate.check(token);
        if (operator.isEmpty()) {
            LOG.log(Level.WARNING, "operator sign-in turned away: wrong token");
            boolean wait = gate.tooMany();
            form(call, wait ? 429 : HttpServletResponse.SC_FORBIDDEN, wait ? "signin.wait" : "signin.wrong");
            return;
        }
        LOG.log(Level.INFO, "operator {0} signed in", operator.get().name());
        String id = gate.signIn(operator.get());
        call.response().addHeader("Set-Cookie", SessionCookie.start(id, secure(call), call.base()));
        call.seeOther(below(call));
    }

    private void signOut(Call call) {
        gate.signOut(call.request());
        call.response().addHeader("Set-Cookie", SessionCookie.end(secure(call), call.base()));
        call.seeOther("sign-in?gone=1");
    }

    /** Behind a TLS proxy the configured origins know better than the connection (DESIGN §7, own hosts). */
    private boolean secure(Call call) {
        List<String> origins = parts.config().site().origins();
        boolean onlyTls = !origins.isEmpty() && origins.stream().allMatch(origin -> origin.startsWith("https://"));
        return onlyTls || call.request().isSecure();
    }

    private static String below(Call call) {
        String to = call.parameter("to");
        return to != null && BELOW.matcher(to).matches() && !to.contains("..") && !to.contains("//") ? to : "";
    }
}
