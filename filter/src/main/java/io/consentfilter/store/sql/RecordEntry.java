package io.consentfilter.store.sql;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.store.StoredReceipt;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes one record. */
final class RecordEntry extends Entry {
    /** Record ids carry their time, and a question by time goes through them; so the two may not lie far apart. */
    static final Duration SKEW_MAX = Duration.ofMinutes(1);

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final ConsentRecord record;
    private final byte[] canonical;
    private final byte[] id;
    private final byte @Nullable [] previous;
    private final byte[] salt = Transaction.salt();
    private final States states;
    private int notice;
    private int ask;
    private int language;
    private int method;
    private int choice;
    private int kind;
    private int leaf;

    RecordEntry(ConsentRecord record, byte[] canonical) {
        this.record = record;
        this.canonical = canonical;
        this.id = Uuids.required(record.id());
        this.previous = record.previousId() == null ? null : Uuids.required(record.previousId());
        this.states = States.of(record);
        requireMillis(record.at());
        requireMillis(record.validUntil());
        requireTimeOfId();
    }

    @Override
    void prepare(Session session) throws SQLException {
        Words words = session.space().words();
        notice = words.intern(session.statements(), record.noticeVersion());
        ask = words.intern(session.statements(), record.askVersion());
        language = words.intern(session.statements(), record.language());
        method = words.intern(session.statements(), record.method());
        choice = session.space().choices().intern(session.statements(), states, term());
        Kinds.Kind common = new Kinds.Kind(notice, language, method, choice);
        kind = session.space().kinds().intern(session.statements(), common);
    }

    @Override
    void write(Transaction transaction) {
        leaf = transaction.seal(salt, canonical);
        transaction.record(row(), day(record.at()), kind);
    }

    private RecordRow row() {
        return new RecordRow(
                id,
                Numbers.stored(record),
                record.at().toEpochMilli(),
                record.subjectKey(),
                notice,
                ask,
                language,
                method,
                choice,
                previous,
                record.validUntil().toEpochMilli(),
                Math.toIntExact(record.eraseAfter().toEpochDay()),
                salt,
                leaf);
    }

    private long term() {
        return Duration.between(record.at(), record.validUntil()).toMillis();
    }

    private static int day(Instant at) {
        return Math.toIntExact(Math.floorDiv(at.toEpochMilli(), DAY_MILLIS));
    }

    /** The number of its kind, once it is prepared. */
    int kind() {
        return kind;
    }

    StoredReceipt receipt(Sealed sealed) {
        return new StoredReceipt(record, sealed.proof(leaf, salt));
    }

    private static void requireMillis(Instant instant) {
        if (!Instant.ofEpochMilli(instant.toEpochMilli()).equals(instant)) {
            throw new IllegalArgumentException("times of a record are to the millisecond, found " + instant);
        }
    }

    private void requireTimeOfId() {
        long apart = Math.abs(Uuids.millis(id) - record.at().toEpochMilli());
        if (apart > SKEW_MAX.toMillis()) {
            throw new IllegalArgumentException(
                    "the id is a UUIDv7 of the record's own time; the two lie " + apart + " ms apart");
        }
    }
}
