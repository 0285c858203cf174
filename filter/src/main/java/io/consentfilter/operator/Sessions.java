package io.consentfilter.operator;

import io.consentfilter.operator.OperatorAuthenticator.Operator;
import io.consentfilter.seal.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is signed in: in memory only, few, and gone after half an hour without a request or with the process. */
final class Sessions {
    /** Sessions at one time; the one that was quiet longest makes room. */
    static final int SESSIONS_MAX = 100;

    /** A session ends after this time without a request. */
    static final Duration IDLE_MAX = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Map<String, Session> byId = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > SESSIONS_MAX;
        }
    };

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Starts one; the id is 128 random bits. */
    synchronized String start(Operator operator) {
        String id = Ids.token();
        byId.put(id, new Session(operator, Ids.token(), clock.instant()));
        return id;
    }

    /** The session of this id, if it is alive; asking keeps it alive. */
    synchronized Optional<Session> find(String id) {
        Session session = byId.get(id);
        if (session == null) {
            return Optional.empty();
        }
        if (session.seen().plus(IDLE_MAX).isBefore(clock.instant())) {
            byId.remove(id);
            return Optional.empty();
        }
        Session fresh = new Session(session.operator(), session.csrf(), clock.instant());
        byId.put(id, fresh);
        return Optional.of(fresh);
    }

    synchronized void end(String id) {
        byId.remove(id);
    }
}
