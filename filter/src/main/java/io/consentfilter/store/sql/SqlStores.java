package io.consentfilter.store.sql;

import io.consentfilter.ledger.Head;
import io.consentfilter.seal.Ids;
import io.consentfilter.seal.MonotonicClock;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens both stores over JDBC: SQLite with a group-committing single writer, PostgreSQL for several nodes, each with a log of its own.
 *
 * <p>Opening fails only for what a person has to mend: a wrong setting, a SQLite file that somebody else holds, tables of a newer
 * version. A database that is down, full or damaged does not stop the webapp: the stores then answer every call with a
 * {@link StoreException} and try again, at most once a second, until it is back ({@link #problem}).
 */
public final class SqlStores implements AutoCloseable {
    /** How long a redeploy waits for the deployment before it to let the SQLite file go. */
    static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    /** How long opening waits for the first connection. */
    static final Duration FIRST_CONNECTION = Duration.ofSeconds(15);

    private final Space space;
    private final @Nullable DatabaseLock lock;
    private final Writer writer;
    private final Readers readers;
    private final ReceiptStore receipts;
    private final NoticeArchive notices;
    private boolean closed;

    private SqlStores(Space space, @Nullable DatabaseLock lock, Writer writer, InstantSource clock) {
        this.space = space;
        this.lock = lock;
        this.writer = writer;
        this.readers = new Readers(space.database().readers(space.tables()));
        this.receipts = new SqlReceiptStore(this, new Ids(clock), clock);
        this.notices = new SqlNoticeArchive(this);
    }

    /**
     * What to open.
     *
     * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql:…}; ignored where a data source is given
     * @param dataSource the container's data source (PostgreSQL), or null
     * @param user user, or null
     * @param password password, or null
     * @param dataDirectory where relative SQLite files lie
     * @param tablePrefix prefix of all tables
     * @param site the site whose rows these are
     */
    public record Settings(
            String jdbcUrl,
            @Nullable DataSource dataSource,
            @Nullable String user,
            @Nullable String password,
            Path dataDirectory,
            String tablePrefix,
            String site) {}

    /**
     * Opens, locks and migrates.
     *
     * @param clock the clock of the records; a {@link MonotonicClock} is moved on to the time of the last record
     * @throws StoreException if a person has to mend something; the message says what
     */
    public static SqlStores open(Settings settings, SigningKeys keys, InstantSource clock) throws StoreException {
        return open(settings, keys, clock, Surroundings.USUAL);
    }

    /** How long to wait for what, how many go into one batch, and what lies between us and the database. */
    record Surroundings(Duration lock, Duration firstConnection, Duration write, int batch, Database.Wire wire) {
        static final Surroundings USUAL =
                new Surroundings(LOCK_WAIT, FIRST_CONNECTION, Writer.WAIT, Intake.BATCH_MAX, connection -> connection);
    }

    static SqlStores open(Settings settings, SigningKeys keys, InstantSource clock, Surroundings around)
            throws StoreException {
        Space space = new Space(settings, around.wire());
        Path file = space.database().file();
        DatabaseLock lock = file == null ? null : DatabaseLock.take(file, around.lock());
        Writer writer = new Writer(space, keys, clock, around);
        SqlStores stores = new SqlStores(space, lock, writer, clock);
        writer.start(around.firstConnection());
        StoreException refusal = writer.refusal();
        if (refusal != null) {
            stores.close();
            throw refusal;
        }
        if (writer.problem() == null && clock instanceof MonotonicClock monotonic) {
            for (Head head : stores.receipts.latestHeads()) {
                monotonic.advanceTo(head.at());
            }
        }
        return stores;
    }

    /** Why nothing can be written at the moment; empty where all is well. For the operator's page and the log. */
    public Optional<StoreException> problem() {
        return Optional.ofNullable(writer.problem());
    }

    public ReceiptStore receipts() {
        return receipts;
    }

    public NoticeArchive notices() {
        return notices;
    }

    /** Writes what waits, lets go of the database and then of its lock. A second call does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        writer.close();
        readers.close();
        if (lock != null) {
            lock.close();
        }
        Drivers.leave();
    }

    Space space() {
        return space;
    }

    Writer writer() {
        return writer;
    }

    Readers readers() {
        return readers;
    }
}
