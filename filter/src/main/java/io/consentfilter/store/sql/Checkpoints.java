package io.consentfilter.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Copies SQLite's write-ahead log back into the file on a thread of its own, so that nobody's answer waits for it. While batches go on
 * being written this never gets to the log's end; the writer then copies the few pages that are left, between two batches, and the log
 * starts over. Should this thread fail, the writer's own checkpoint at {@link Dialect#CHECKPOINT_PAGES} keeps the log short.
 */
final class Checkpoints implements AutoCloseable {
    /** So many commits make a few thousand pages. */
    private static final int COMMITS = 64;

    private static final long CLOSE_SECONDS = 2;

    private final Database database;
    private final Connection writing;
    private final ExecutorService beside = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "receipt-checkpoint");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Connection connection;
    private int commits;
    private volatile boolean running;
    private volatile boolean restIsDue;

    Checkpoints(Database database, Connection writing) {
        this.database = database;
        this.writing = writing;
    }

    /** On the writing thread, between two batches. */
    void committed() {
        if (restIsDue) {
            restIsDue = false;
            copied(writing, "PASSIVE");
        } else if (++commits >= COMMITS && !running) {
            commits = 0;
            running = true;
            beside.execute(this::copy);
        }
    }

    /** On the writing thread: copies all and empties the log; false where a reader or the disk held it up. */
    boolean truncated() {
        return copied(writing, "TRUNCATE");
    }

    @Override
    public void close() {
        beside.execute(this::disconnect);
        beside.shutdown();
        try {
            if (!beside.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                beside.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy() {
        try {
            if (connection == null) {
                connection = database.openCheckpointer();
            }
            restIsDue = copied(connection, "PASSIVE");
        } catch (SQLException e) {
            // The writer copies the log itself once it is long.
            restIsDue = false;
        } finally {
            running = false;
        }
    }

    /** One at a time: SQLite refuses a second one at once, without waiting. */
    private synchronized boolean copied(Connection on, String how) {
        try (Statement statement = on.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA wal_checkpoint(" + how + ")")) {
            return answer.next() && answer.getInt(1) == 0;
        } catch (SQLException e) {
            return false;
        }
    }

    private void disconnect() {
        if (connection != null) {
            Database.closeQuietly(connection);
        }
    }
}
