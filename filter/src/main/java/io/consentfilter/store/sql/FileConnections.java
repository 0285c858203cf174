package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the SQLite file, each kept with its prepared statements: to prepare one takes as long as to find a record. None is used
 * for a file put in the place of its own.
 */
final class FileConnections implements Connections {
    /** A connection that lay idle for longer is asked whether it lives before it is used. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private record Idle(
            Statements statements, long since, @Nullable Object identity) {}

    private final Database database;
    private final Tables tables;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    FileConnections(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public <T> T ask(Question<T> question) throws SQLException, StoreException {
        Object identity = database.identity();
        Statements statements = take(identity);
        boolean healthy = false;
        try {
            T answer = question.ask(statements);
            healthy = true;
            return answer;
        } finally {
            if (healthy) {
                giveBack(new Idle(statements, System.nanoTime(), identity));
            } else {
                statements.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(each -> each.statements().close());
        idle.clear();
    }

    private Statements take(@Nullable Object identity) throws SQLException, StoreException {
        Idle kept = poll();
        if (kept != null && usable(kept, identity)) {
            return kept.statements();
        }
        if (kept != null) {
            kept.statements().close();
        }
        return new Statements(database.openReader(), tables);
    }

    private static boolean usable(Idle kept, @Nullable Object identity) throws SQLException {
        boolean sameFile = identity == null || identity.equals(kept.identity());
        boolean fresh = System.nanoTime() - kept.since() < IDLE_NANOS;
        return sameFile && (fresh || kept.statements().connection().isValid(2));
    }

    private synchronized @Nullable Idle poll() throws StoreException {
        if (closed) {
            throw Readers.closed();
        }
        return idle.pollFirst();
    }

    private synchronized void giveBack(Idle used) {
        if (closed) {
            used.statements().close();
        } else {
            idle.addFirst(used);
        }
    }
}
