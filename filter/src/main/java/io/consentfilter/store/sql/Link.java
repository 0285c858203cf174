package io.consentfilter.store.sql;

import io.consentfilter.ledger.Head;
import io.consentfilter.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The writer's session while there is one; after a connection could not be had, nobody tries for {@link #REST}. */
final class Link {
    static final Duration REST = Duration.ofSeconds(1);

    private final Space space;
    private final UnaryOperator<Head> late;
    private final InstantSource clock;
    private @Nullable Session session;
    private long restUntil = System.nanoTime();
    private volatile boolean broken;
    private volatile @Nullable StoreException problem;
    private volatile @Nullable StoreException refusal;

    /**
     * @param late signs a head whose process ended before it did
     */
    Link(Space space, UnaryOperator<Head> late, InstantSource clock) {
        this.space = space;
        this.late = late;
        this.clock = clock;
    }

    /** Why nothing can be written at the moment; null where all is well. */
    @Nullable
    StoreException problem() {
        return problem;
    }

    /** What a person has to mend before anything can be written; no time heals it. */
    @Nullable
    StoreException refusal() {
        return refusal;
    }

    void report(StoreException reason) {
        problem = reason;
    }

    /** The session, opened if it is time to try; null where none can be had. */
    @Nullable
    Session session() {
        if (broken && session != null) {
            broken = false;
            Database.closeQuietly(session.statements().connection());
        }
        if (session == null && System.nanoTime() - restUntil >= 0) {
            try {
                session = Session.open(space, late, clock.millis());
                problem = null;
            } catch (SQLException e) {
                rest(Failures.cannot("open the receipts in " + space.database(), e));
            } catch (StoreException e) {
                refusal = e;
                rest(e);
            } catch (LinkageError e) {
                rest(Failures.unloadable(e));
            }
        }
        return session;
    }

    Session required() throws StoreException {
        Session current = session();
        if (current == null) {
            StoreException reason = problem;
            throw reason != null ? reason : new StoreException("cannot write: no connection");
        }
        return current;
    }

    /** Whether a session is open; opens none. */
    boolean isOpen() {
        return session != null;
    }

    /** After a failure: what the session knows may be wrong. */
    void drop() {
        Session dropped = session;
        session = null;
        if (dropped != null) {
            dropped.drop();
        }
    }

    void close() {
        Session last = session;
        if (last != null) {
            last.close();
        }
    }

    /** For tests: the connection breaks before the next batch. */
    void breakSoon() {
        broken = true;
    }

    private void rest(StoreException reason) {
        problem = reason;
        restUntil = System.nanoTime() + REST.toNanos();
    }
}
