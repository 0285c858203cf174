package io.consentfilter.store.sql;

import io.consentfilter.store.ReceiptPage;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.StoredReceipt;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers a {@link ReceiptQuery} by one of three ways, each bounded:
 *
 * <ol>
 *   <li>id, number, subject, notice or time: one index, read in order (a number by two, see {@link Numbers});
 *   <li>purpose or service and state: the combinations that fit, each read in order from its index, merged;
 *   <li>what no index answers (method, or more than {@value #CHOICES_MAX} combinations): a scan in order, given up after
 *       {@value #SCAN_MAX} rows with {@code next} where it stopped, so a page may be short or empty and still have a next one.
 * </ol>
 */
final class PageReader {
    /** Combinations that are merged; SQLite allows 500 parts. */
    static final int CHOICES_MAX = 200;

    /** Rows that a scan looks at for one page. */
    static final int SCAN_MAX = 50_000;

    /** Rows of the first look; it widens tenfold while the page is not full. */
    private static final int SCAN_FIRST = 500;

    private static final String RECORDS = "{record}";
    private final Statements statements;
    private final Space space;
    private final Instant now;
    private final Rows rows;

    /**
     * @param now the moment whose states count
     */
    PageReader(Statements statements, Space space, Instant now) {
        this.statements = statements;
        this.space = space;
        this.now = now;
        this.rows = new Rows(statements, space);
    }

    ReceiptPage page(ReceiptQuery query) throws SQLException {
        Where where = conditions(query);
        Standing standing = where == null ? null : Standing.of(query, statements, space.site(), now);
        if (where == null || standing != null && standing.parts() == 0) {
            return new ReceiptPage(List.of(), null);
        }
        boolean narrow = query.id() != null || query.subjectKey() != null;
        Bounds bounds = bounds(query, standing);
        if (bounds.empty()) {
            return new ReceiptPage(List.of(), null);
        }
        Where filter = withMethods(query, standing == null ? where : standing.on(where));
        if (query.number() != null) {
            return full(merged(byNumber(query.number(), filter, bounds), query.limit() + 1), query);
        }
        if (narrow || query.method() == null && standing == null) {
            return full(inOrder(records(query), bounds.on(filter), query.limit() + 1), query);
        }
        if (query.method() == null && standing != null && standing.parts() <= CHOICES_MAX) {
            List<Way> ways = standing.parts(where, bounds, statements).stream()
                    .map(part -> new Way(RECORDS + by("choice"), part))
                    .toList();
            return ways.isEmpty() ? new ReceiptPage(List.of(), null) : full(merged(ways, query.limit() + 1), query);
        }
        return scanned(query, bounds, where, filter);
    }

    /** Where a combination's index is read, the records of a notice lie between its first and its last. */
    private Bounds bounds(ReceiptQuery query, @Nullable Standing standing) throws SQLException {
        Bounds bounds = Bounds.of(query);
        Integer notice = query.notice() == null || standing == null
                ? null
                : space.words().find(statements, query.notice());
        return notice == null || standing == null ? bounds : standing.extent(bounds, notice, statements);
    }

    /**
     * The table by the index that answers the query. Left to itself, SQLite takes the primary key for its order and reads every row
     * in between.
     */
    private String records(ReceiptQuery query) {
        if (query.id() != null) {
            return RECORDS;
        }
        if (query.subjectKey() != null) {
            return RECORDS + by("subject");
        }
        return query.notice() != null && !asksForStates(query) ? RECORDS + by("notice") : RECORDS;
    }

    private String by(String index) {
        return space.database().dialect().by("{record}_" + index);
    }

    /** Conditions on columns that have an index or are exact; null where nothing can fit. */
    private @Nullable Where conditions(ReceiptQuery query) throws SQLException {
        Where where = Where.site(space.site());
        if (query.id() != null) {
            byte[] id = Uuids.bytes(query.id());
            if (id == null) {
                return null;
            }
            where = where.and("id = ?", id);
        }
        if (query.subjectKey() != null) {
            where = where.and("subject = ?", query.subjectKey());
        }
        if (query.notice() != null) {
            Integer notice = space.words().find(statements, query.notice());
            if (notice == null) {
                return null;
            }
            // With a combination as well, that one's index is the better way; it knows the notice too.
            where = where.and((asksForStates(query) ? "+notice" : "notice") + " = ?", notice);
        }
        if (query.from() != null) {
            where = where.and("at >= ?", query.from().toEpochMilli());
        }
        if (query.to() != null) {
            where = where.and("at < ?", query.to().toEpochMilli());
        }
        return where;
    }

    private static boolean asksForStates(ReceiptQuery query) {
        return query.purpose() != null || query.service() != null || query.state() != null;
    }

    private Where withMethods(ReceiptQuery query, Where where) throws SQLException {
        String prefix = query.method();
        if (prefix == null) {
            return where;
        }
        Set<Integer> methods = Standing.numbers(
                statements,
                "SELECT id FROM {word} WHERE site = ? AND substr(word, 1, ?) = ?",
                List.of(space.site(), prefix.length(), prefix));
        return where.and("+method IN " + Standing.list(methods));
    }

    private List<StoredReceipt> inOrder(String records, Where where, int limit) throws SQLException {
        if (!records.equals(RECORDS)) {
            return merged(List.of(new Way(records, where)), limit);
        }
        PreparedStatement select = statements.of("SELECT " + Rows.COLUMNS + " FROM " + RECORDS + " r WHERE "
                + where.sql() + " ORDER BY id DESC LIMIT " + limit);
        where.bind(select, 1);
        return read(select, rows::receipt);
    }

    /** The table by one of its indexes, and what is wanted of it. */
    private record Way(String records, Where where) {
        String ids() {
            return "SELECT id FROM " + records + " WHERE " + where.sql();
        }
    }

    /** By the ids that have this number, and by the rows that say it themselves. */
    private List<Way> byNumber(String number, Where filter, Bounds bounds) {
        List<Way> ways = new ArrayList<>();
        Bounds within = Numbers.within(bounds, number);
        if (within != null) {
            ways.add(new Way(RECORDS, within.on(filter)));
        }
        ways.add(new Way(RECORDS + by("number"), bounds.on(Numbers.written(filter, number))));
        return ways;
    }

    /** Each way comes in order from an index that ends with the id; the database merges them and stops at the limit. */
    private List<StoredReceipt> merged(List<Way> ways, int limit) throws SQLException {
        return spread(
                String.join(" UNION ALL ", ways.stream().map(Way::ids).toList()),
                ways.stream().map(Way::where).toList(),
                limit);
    }

    /** Rows that lie far apart, so mostly in different batches: the batches come along in the same statement. */
    private List<StoredReceipt> spread(String ids, List<Where> parts, int limit) throws SQLException {
        PreparedStatement select = statements.of("SELECT " + Rows.COLUMNS + Rows.BATCH_COLUMNS + " FROM (" + ids
                + " ORDER BY id DESC LIMIT " + limit + ") k CROSS JOIN " + RECORDS + " r" + Rows.BATCH_TABLES
                + " WHERE r.site = ? AND r.id = k.id ORDER BY r.id DESC");
        int next = 1;
        for (Where part : parts) {
            part.bind(select, next);
            next += part.parameters().size();
        }
        select.setInt(next++, space.site());
        select.setInt(next, space.site());
        return read(select, rows::receiptWithBatch);
    }

    private ReceiptPage scanned(ReceiptQuery query, Bounds all, Where base, Where filter) throws SQLException {
        String records = records(query);
        List<StoredReceipt> found = new ArrayList<>();
        Bounds rest = all;
        int seen = 0;
        for (int step = SCAN_FIRST; seen < SCAN_MAX; step *= 10) {
            int width = Math.min(step, SCAN_MAX - seen);
            byte[] boundary = boundary(records, rest.on(base), width);
            Bounds window = boundary == null ? rest : rest.from(boundary);
            found.addAll(inOrder(records, window.on(filter), query.limit() + 1 - found.size()));
            if (found.size() > query.limit() || boundary == null) {
                return full(found, query);
            }
            seen += width;
            rest = rest.below(boundary);
        }
        return new ReceiptPage(found, Uuids.text(rest.below()));
    }

    /** The id of the n-th row from here; null where there are fewer. */
    private byte @Nullable [] boundary(String records, Where where, int rowsFromHere) throws SQLException {
        PreparedStatement select = statements.of("SELECT id FROM " + records + " WHERE " + where.sql()
                + " ORDER BY id DESC LIMIT 1 OFFSET " + (rowsFromHere - 1));
        where.bind(select, 1);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getBytes(1) : null;
        }
    }

    /** How a row is read. */
    private interface Row {
        StoredReceipt of(ResultSet row) throws SQLException;
    }

    private static List<StoredReceipt> read(PreparedStatement select, Row each) throws SQLException {
        List<StoredReceipt> receipts = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                receipts.add(each.of(row));
            }
        }
        return receipts;
    }

    /** One more than asked for was read, to know whether there is a next page. */
    private static ReceiptPage full(List<StoredReceipt> read, ReceiptQuery query) {
        if (read.size() <= query.limit()) {
            return new ReceiptPage(read, null);
        }
        List<StoredReceipt> items = read.subList(0, query.limit());
        return new ReceiptPage(items, items.get(items.size() - 1).record().id());
    }
}
