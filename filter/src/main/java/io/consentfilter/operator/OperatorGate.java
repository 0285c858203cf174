package io.consentfilter.operator;

import io.consentfilter.config.OperatorSection;
import io.consentfilter.operator.Admission.Outcome;
import io.consentfilter.operator.OperatorAuthenticator.Operator;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who asks: the webapp's own authenticator alone where there is one; else a bearer token, the session of the sign-in form, or a
 * role of the container that has an operator's name.
 */
final class OperatorGate {
    /** A longer token is nobody's. */
    static final int TOKEN_LENGTH_MAX = 512;

    private static final String BEARER = "bearer ";

    private final List<OperatorSection> operators;
    private final @Nullable OperatorAuthenticator authenticator;
    private final Tokens tokens;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Set<String> rightBefore = Collections.newSetFromMap(Collections.synchronizedMap(new RecentHashes()));

    OperatorGate(List<OperatorSection> operators, @Nullable OperatorAuthenticator authenticator, InstantSource clock) {
        this.operators = operators;
        this.authenticator = authenticator;
        this.tokens = new Tokens(operators);
        this.sessions = new Sessions(clock);
        this.throttle = new Throttle(clock);
    }

    /** Whether anybody could be let in at all. */
    boolean configured() {
        return authenticator != null || !operators.isEmpty();
    }

    /** Whether there is a form to sign in with. */
    boolean hasSignIn() {
        return authenticator == null;
    }

    Admission admit(HttpServletRequest request) {
        if (authenticator != null) {
            return authenticator.authenticate(request).map(Admission::of).orElse(Admission.refused(Outcome.NOBODY));
        }
        if (hasBearer(request)) {
            return byToken(request.getHeader("Authorization")
                    .substring(BEARER.length())
                    .strip());
        }
        return session(request)
                .map(Admission::of)
                .or(() -> byContainer(request).map(Admission::of))
                .orElse(Admission.refused(Outcome.NOBODY));
    }

    /** Whether a bearer token came along. No browser adds one by itself, as it does with Basic credentials. */
    static boolean hasBearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private Admission byToken(String token) {
        Optional<Operator> found = check(token);
        if (found.isPresent()) {
            return Admission.of(found.get());
        }
        return Admission.refused(throttle.open() ? Outcome.WRONG_TOKEN : Outcome.TOO_MANY);
    }

    /** Whose token this is. While too many are wrong, only one that was right before is looked at. */
    Optional<Operator> check(String token) {
        if (token.length() > TOKEN_LENGTH_MAX) {
            throttle.wrong();
            return Optional.empty();
        }
        String hash = HexFormat.of().formatHex(Tokens.sha256(token.getBytes(StandardCharsets.UTF_8)));
        if (!throttle.open() && !rightBefore.contains(hash)) {
            return Optional.empty();
        }
        Optional<Operator> found = tokens.find(token);
        if (found.isPresent()) {
            rightBefore.add(hash);
        } else {
            throttle.wrong();
        }
        return found;
    }

    boolean tooMany() {
        return !throttle.open();
    }

    private Optional<Operator> byContainer(HttpServletRequest request) {
        return operators.stream()
                .filter(operator -> request.isUserInRole(operator.name()))
                .map(operator -> new Operator(operator.name(), operator.role()))
                .findFirst();
    }

    /** Starts a session; returns its id. */
    String signIn(Operator operator) {
        return sessions.start(operator);
    }

    void signOut(HttpServletRequest request) {
        sessionIds(request).forEach(sessions::end);
    }

    private Optional<Session> session(HttpServletRequest request) {
        return sessionIds(request).stream()
                .map(sessions::find)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<String> sessionIds(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Arrays.stream(cookies)
                        .filter(cookie -> SessionCookie.NAMES.contains(cookie.getName()))
                        .map(Cookie::getValue)
                        .toList();
    }

    /** Hashes of tokens that were right, at most as many as anybody would configure. */
    private static final class RecentHashes extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;
        private static final int HASHES_MAX = 100;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > HASHES_MAX;
        }
    }
}
