package io.consentfilter.store.sql;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.seal.Ids;
import io.consentfilter.store.EndedSubject;
import io.consentfilter.store.Invalidation;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptPage;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredJournalEntry;
import io.consentfilter.store.StoredReceipt;
import io.consentfilter.store.Tally;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The store of records over JDBC. Writes go through the {@link Writer}, questions through {@link Readers}. */
final class SqlReceiptStore implements ReceiptStore {
    /** Rows that an export reads at a time; between two pages no connection and no transaction is held. */
    static final int EXPORT_PAGE = ReceiptQuery.LIMIT_MAX;

    private final Space space;
    private final Writer writer;
    private final Readers readers;
    private final Ids ids;
    private final InstantSource clock;
    private final Runnable closing;

    SqlReceiptStore(SqlStores stores, Ids ids, InstantSource clock) {
        this.space = stores.space();
        this.writer = stores.writer();
        this.readers = stores.readers();
        this.ids = ids;
        this.clock = clock;
        this.closing = stores::close;
    }

    @Override
    public StoredReceipt append(ConsentRecord record, byte[] canonical) throws StoreException {
        if (!record.site().equals(space.siteName())) {
            throw new IllegalArgumentException("this store is for site " + space.siteName());
        }
        RecordEntry entry = new RecordEntry(record, canonical);
        return entry.receipt(writer.write(entry));
    }

    @Override
    public Optional<StoredReceipt> find(String id) throws StoreException {
        ReceiptQuery query = new ReceiptQuery(id, null, null, null, null, null, null, null, null, null, 1, null);
        return query(query).items().stream().findFirst();
    }

    @Override
    public ReceiptPage query(ReceiptQuery query) throws StoreException {
        return ask(statements -> new PageReader(statements, space, clock.instant()).page(normal(query)));
    }

    @Override
    public void export(ReceiptQuery query, Consumer<StoredReceipt> each) throws StoreException {
        String after = query.after();
        do {
            ReceiptPage page = query(from(query, after));
            page.items().forEach(each);
            after = page.next();
        } while (after != null);
    }

    @Override
    public int erase(String subjectKey, EndedSubject ended, String reason) throws StoreException {
        return eraseAll(() -> Erasure.ofSubject(subjectKey, ended, reason, ids.recordId(), clock.instant()));
    }

    @Override
    public List<EndedSubject> endedSubjects() throws StoreException {
        return ask(statements -> EndedSubjects.read(statements, space.site()));
    }

    @Override
    public int eraseExpired(LocalDate today) throws StoreException {
        int day = Math.toIntExact(today.toEpochDay());
        return eraseAll(() -> Erasure.ofExpired(day, ids.recordId(), clock.instant()));
    }

    @Override
    public Invalidation invalidate(String noticeVersion, String reason) throws StoreException {
        Invalidation invalidation = new Invalidation(noticeVersion, clock.instant(), reason);
        writer.write(new InvalidationEntry(invalidation, ids.recordId()));
        return invalidation;
    }

    @Override
    public List<Invalidation> invalidations() throws StoreException {
        return ask(statements -> {
            PreparedStatement select =
                    statements.of("SELECT notice, at, reason FROM {invalidation} WHERE site = ? ORDER BY at DESC");
            select.setInt(1, space.site());
            List<Invalidation> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String notice = space.words().word(statements, row.getInt(1));
                    all.add(new Invalidation(notice, Instant.ofEpochMilli(row.getLong(2)), row.getString(3)));
                }
            }
            return all;
        });
    }

    @Override
    public StoredJournalEntry appendJournal(String kind, Map<String, String> facts) throws StoreException {
        JournalEntry entry = new JournalEntry(ids.recordId(), space.siteName(), clock.instant(), kind, facts);
        JournalWrite write = new JournalWrite(entry);
        return write.stored(writer.write(write));
    }

    @Override
    public void journal(Instant from, Instant to, Consumer<StoredJournalEntry> each) throws StoreException {
        journalOf(null, from, to, each);
    }

    @Override
    public void journal(String kind, Instant from, Instant to, Consumer<StoredJournalEntry> each)
            throws StoreException {
        journalOf(kind, from, to, each);
    }

    private void journalOf(@Nullable String kind, Instant from, Instant to, Consumer<StoredJournalEntry> each)
            throws StoreException {
        byte[] after = Uuids.first(from.toEpochMilli() - RecordEntry.SKEW_MAX.toMillis());
        List<StoredJournalEntry> page;
        do {
            byte[] start = after;
            page = ask(statements -> journalPage(statements, kind, start, to));
            page.stream().filter(stored -> !stored.entry().at().isBefore(from)).forEach(each);
            after = page.isEmpty() ? after : lastId(page);
        } while (page.size() == EXPORT_PAGE);
    }

    @Override
    public List<byte[]> leaves(String log, long sequence) throws StoreException {
        return ask(statements -> {
            PreparedStatement select = statements.of("SELECT h.leaves FROM {head} h JOIN {log} l ON l.id = h.log"
                    + " WHERE h.site = ? AND l.site = ? AND l.name = ? AND h.sequence = ?");
            select.setInt(1, space.site());
            select.setInt(2, space.site());
            select.setString(3, log);
            select.setLong(4, sequence);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Batch.of(row.getBytes(1)).leaves() : List.<byte[]>of();
            }
        });
    }

    @Override
    public List<Head> heads(String log, long fromSequence, int limit) throws StoreException {
        return ask(statements -> {
            Integer number = space.logs().number(statements, log);
            if (number == null) {
                return List.<Head>of();
            }
            PreparedStatement select = space.logs().from(statements, number, fromSequence);
            select.setInt(4, limit);
            return heads(statements, select);
        });
    }

    @Override
    public List<Head> latestHeads() throws StoreException {
        return ask(statements -> heads(statements, space.logs().latest(statements)));
    }

    @Override
    public void addCounts(LocalDate day, Map<String, Long> counts) throws StoreException {
        if (!counts.isEmpty()) {
            writer.write(new CountsEntry(day, counts));
        }
    }

    @Override
    public Map<LocalDate, Map<String, Long>> counts(LocalDate from, LocalDate to) throws StoreException {
        return ask(statements -> CountsEntry.read(statements, space.site(), from, to));
    }

    @Override
    public void tallies(LocalDate from, LocalDate to, Consumer<Tally> each) throws StoreException {
        ask(statements -> {
            Tallies.read(statements, space, from, to, each);
            return space;
        });
    }

    @Override
    public void close() {
        closing.run();
    }

    private <T> T ask(Connections.Question<T> question) throws StoreException {
        StoreException problem = writer.problem();
        if (!space.entered()) {
            throw problem != null ? problem : new StoreException("the database has not answered yet");
        }
        return readers.ask(question);
    }

    /** Whatever way somebody typed the receipt number. */
    private static ReceiptQuery normal(ReceiptQuery query) {
        String number = query.number() == null ? null : Ids.normalReceiptNumber(query.number());
        return number == null ? query : with(query, number, query.limit(), query.after());
    }

    private static ReceiptQuery from(ReceiptQuery query, @Nullable String after) {
        return with(query, query.number(), EXPORT_PAGE, after);
    }

    private static ReceiptQuery with(ReceiptQuery q, @Nullable String number, int limit, @Nullable String after) {
        return new ReceiptQuery(
                q.id(),
                number,
                q.subjectKey(),
                q.notice(),
                q.purpose(),
                q.service(),
                q.state(),
                q.method(),
                q.from(),
                q.to(),
                limit,
                after,
                q.offered());
    }

    private interface Step {
        Erasure next();
    }

    /** In steps, so that no visitor waits for a large erasure. What was erased stays erased if a later step fails. */
    private int eraseAll(Step step) throws StoreException {
        int erased = 0;
        Erasure last;
        do {
            last = step.next();
            writer.write(last);
            erased += last.erased();
        } while (last.erased() == Erasure.STEP_MAX);
        if (erased > 0) {
            writer.write(new Scrub());
        }
        return erased;
    }

    private List<StoredJournalEntry> journalPage(Statements statements, @Nullable String kind, byte[] after, Instant to)
            throws SQLException {
        PreparedStatement select = statements.of("SELECT id, at, kind, facts, salt, log, sequence, leaf FROM {journal}"
                + " WHERE site = ? AND id > ? AND at < ?" + (kind == null ? "" : " AND kind = ?")
                + " ORDER BY id LIMIT "
                + EXPORT_PAGE);
        select.setInt(1, space.site());
        select.setBytes(2, after);
        select.setLong(3, to.toEpochMilli());
        if (kind != null) {
            select.setString(4, kind);
        }
        Rows rows = new Rows(statements, space);
        List<StoredJournalEntry> page = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                page.add(new StoredJournalEntry(journalEntry(row), rows.proof(row)));
            }
        }
        return page;
    }

    private JournalEntry journalEntry(ResultSet row) throws SQLException {
        return new JournalEntry(
                Uuids.text(row.getBytes("id")),
                space.siteName(),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("kind"),
                facts(row.getString("facts")));
    }

    private static Map<String, String> facts(String json) throws SQLException {
        Map<String, String> facts = new HashMap<>();
        try {
            if (Json.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
                map.forEach((name, fact) -> facts.put(String.valueOf(name), String.valueOf(fact)));
            }
            return new TreeMap<>(facts);
        } catch (JsonProblem e) {
            throw new SQLException("a journal entry is damaged", e);
        }
    }

    private static byte[] lastId(List<StoredJournalEntry> page) {
        byte[] id = Uuids.bytes(page.get(page.size() - 1).entry().id());
        return id == null ? Uuids.last() : id;
    }

    private List<Head> heads(Statements statements, PreparedStatement select) throws SQLException {
        List<Head> heads = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                heads.add(space.logs().head(statements, row));
            }
        }
        return heads;
    }
}
