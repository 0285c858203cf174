package io.consentfilter.operator;

import io.consentfilter.operator.Admission.Outcome;
import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of every call: find the endpoint, find out who asks, note it, answer, and turn what went wrong into words. */
final class Dispatch {
    private final Routes routes;
    private final OperatorGate gate;
    private final AccessLog log;
    private final PageFrame frame;

    Dispatch(Routes routes, OperatorGate gate, AccessLog log, PageFrame frame) {
        this.frame = frame;
        this.routes = routes;
        this.gate = gate;
        this.log = log;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, String path, String base) throws IOException {
        Optional<Routes.Match> match = routes.find(request.getMethod(), path);
        if (match.isEmpty()) {
            unknown(request, response, path, base);
            return;
        }
        Endpoint endpoint = match.get().endpoint();
        Admission admission = gate.admit(request);
        Call call = new Call(request, response, match.get().path(), admission, base);
        if (endpoint.access() == Access.ANYBODY) {
            run(call, endpoint);
        } else if (admission.outcome() != Outcome.LET_IN) {
            turnAway(call, endpoint, admission.outcome(), path);
        } else if (!mayCall(call, endpoint)) {
            log.forbidden(call.operator(), endpoint);
            forbidden(call, endpoint);
        } else {
            log.letIn(call.operator(), endpoint);
            run(call, endpoint);
        }
    }

    private void unknown(HttpServletRequest request, HttpServletResponse response, String path, String base)
            throws IOException {
        String allowed = routes.allowed(path);
        if (!allowed.isEmpty()) {
            response.setHeader("Allow", allowed);
        }
        int status = allowed.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_METHOD_NOT_ALLOWED;
        if (!Endpoint.isApi(path)) {
            Call call = new Call(request, response, Map.of(), gate.admit(request), base);
            frame.message(call, status, PageFrame.texts(call).of("error.unknown"));
        } else if (allowed.isEmpty()) {
            Problem.notFound("Nothing is here.").writeTo(response);
        } else {
            new Problem(status, "Method not allowed", "Allowed here: " + allowed + ".").writeTo(response);
        }
    }

    private void turnAway(Call call, Endpoint endpoint, Outcome why, String path) throws IOException {
        log.turnedAway(why, endpoint);
        if (why == Outcome.TOO_MANY) {
            call.response().setHeader("Retry-After", String.valueOf(Throttle.REFILL.toSeconds()));
            call.problem(new Problem(429, "Too many wrong tokens", "Wait a little before trying again."));
        } else if (endpoint.isApi() || why == Outcome.WRONG_TOKEN || !gate.hasSignIn()) {
            String error = why == Outcome.WRONG_TOKEN ? ", error=\"invalid_token\"" : "";
            call.response().setHeader("WWW-Authenticate", "Bearer realm=\"operator\"" + error);
            call.problem(new Problem(
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "Not signed in",
                    why == Outcome.WRONG_TOKEN ? "Nobody has this token." : "A bearer token is needed."));
        } else {
            call.seeOther("sign-in?to=" + URLEncoder.encode(path + query(call.request()), StandardCharsets.UTF_8));
        }
    }

    private static String query(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null || !request.getMethod().equals("GET") ? "" : "?" + query;
    }

    /** The role, and for whoever came with a cookie also the proof that the form was ours. */
    private static boolean mayCall(Call call, Endpoint endpoint) {
        boolean role = endpoint.access() != Access.KEEPER || call.operator().keeps();
        return role && (!endpoint.changesSomething() || formIsOurs(call.session(), call.request()));
    }

    /** A bearer token comes from no form. A cookie or the container's sign-on may: then the form must be ours. */
    private static boolean formIsOurs(@Nullable Session session, HttpServletRequest request) {
        if (session == null) {
            return OperatorGate.hasBearer(request) || SameSite.of(request);
        }
        String given = request.getParameter("csrf");
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), session.csrf().getBytes(StandardCharsets.UTF_8));
    }

    private void forbidden(Call call, Endpoint endpoint) throws IOException {
        if (!endpoint.isApi()) {
            frame.message(
                    call,
                    HttpServletResponse.SC_FORBIDDEN,
                    PageFrame.texts(call).of("error.forbidden"));
            return;
        }
        call.problem(new Problem(
                HttpServletResponse.SC_FORBIDDEN,
                "Not allowed",
                "Your role does not allow this, or the form is not ours."));
    }

    private void run(Call call, Endpoint endpoint) throws IOException {
        try {
            endpoint.handler().answer(call);
        } catch (BadParameterException e) {
            badParameter(call, endpoint, e);
        } catch (StoreException e) {
            storeDown(call, endpoint);
        }
    }

    private void badParameter(Call call, Endpoint endpoint, BadParameterException bad) throws IOException {
        if (endpoint.isApi()) {
            call.problem(Problem.of(bad));
            return;
        }
        Texts texts = PageFrame.texts(call);
        String sentence = texts.of(
                bad.found().isEmpty() ? "error.absent" : "error.parameter",
                "parameter",
                texts.or("field." + bad.parameter(), bad.parameter()),
                "expected",
                texts.or("expected." + bad.parameter(), bad.expected()),
                "found",
                bad.found());
        frame.message(call, HttpServletResponse.SC_BAD_REQUEST, sentence);
    }

    private void storeDown(Call call, Endpoint endpoint) throws IOException {
        if (call.response().isCommitted()) {
            // A half export must not look like a whole one: the connection is all that can still say so.
            throw new IOException("the store failed in the middle of an answer");
        }
        call.response().resetBuffer();
        if (endpoint.isApi()) {
            call.response().setHeader("Content-Disposition", "inline");
            call.problem(Problem.storeDown());
        } else {
            frame.message(
                    call,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    PageFrame.texts(call).of("error.store"));
        }
    }
}
