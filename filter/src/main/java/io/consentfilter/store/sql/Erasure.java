package io.consentfilter.store.sql;

import io.consentfilter.store.EndedSubject;
import io.consentfilter.store.JournalEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Erases some records: row and salt go, the leaf hash stays in its batch. In the same transaction an entry is sealed that says which
 * leaves were erased and why, and names nobody; that is how {@code verify} tells erased from missing.
 */
final class Erasure extends Entry {
    /** Records of one transaction. Larger erasures go in steps, so that no visitor waits for them. */
    static final int STEP_MAX = 500;

    private final String index;
    private final String where;
    private final Parameter parameter;
    private final String id;
    private final Instant at;
    private final Map<String, String> facts;
    private final EndedSubjects.Change marks;
    private int erased;

    /** Binds what is erased. */
    interface Parameter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    /** One record on its way out. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Leaf(byte[] id, int log, long sequence, int leaf) {}

    private Erasure(
            String index,
            String where,
            Parameter parameter,
            String id,
            Instant at,
            Map<String, String> facts,
            EndedSubjects.Change marks) {
        this.index = index;
        this.where = where;
        this.parameter = parameter;
        this.id = id;
        this.at = at;
        this.facts = facts;
        this.marks = marks;
    }

    static Erasure ofSubject(String subjectKey, EndedSubject ended, String reason, String id, Instant at) {
        return new Erasure(
                "subject",
                "subject = ?",
                (row, i) -> row.setString(i, subjectKey),
                id,
                at,
                Map.of("reason", reason),
                transaction -> EndedSubjects.keep(transaction, ended));
    }

    static Erasure ofExpired(int epochDay, String id, Instant at) {
        return new Erasure(
                "erase",
                "erase_after < ?",
                (row, i) -> row.setInt(i, epochDay),
                id,
                at,
                Map.of("reason", "retention"),
                transaction -> EndedSubjects.dropBefore(transaction, epochDay));
    }

    /** How many went; {@link #STEP_MAX} means that there may be more. */
    int erased() {
        return erased;
    }

    @Override
    void write(Transaction transaction) throws SQLException {
        transaction.flush();
        marks.write(transaction);
        List<Leaf> leaves = find(transaction);
        erased = leaves.size();
        if (leaves.isEmpty()) {
            return;
        }
        PreparedStatement delete = transaction.statement("DELETE FROM {record} WHERE site = ? AND id = ?");
        for (Leaf leaf : leaves) {
            delete.setInt(1, transaction.session().site());
            delete.setBytes(2, leaf.id());
            delete.addBatch();
        }
        delete.executeBatch();
        new JournalWrite(entry(transaction, leaves)).write(transaction);
    }

    private List<Leaf> find(Transaction transaction) throws SQLException {
        String by = transaction.session().space().database().dialect().by("{record}_" + index);
        PreparedStatement select = transaction.statement("SELECT id, log, sequence, leaf FROM {record}" + by
                + " WHERE site = ? AND " + where + " LIMIT " + STEP_MAX);
        select.setInt(1, transaction.session().site());
        parameter.set(select, 2);
        List<Leaf> leaves = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                leaves.add(new Leaf(rows.getBytes(1), rows.getInt(2), rows.getLong(3), rows.getInt(4)));
            }
        }
        return leaves;
    }

    private JournalEntry entry(Transaction transaction, List<Leaf> leaves) throws SQLException {
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.put("records", Integer.toString(leaves.size()));
        all.put("leaves", places(transaction, leaves));
        return new JournalEntry(id, transaction.session().space().siteName(), at, JournalEntry.ERASURE, all);
    }

    /** {@code LOG/SEQUENCE:LEAF,LEAF} separated by spaces. */
    private static String places(Transaction transaction, List<Leaf> leaves) throws SQLException {
        Session session = transaction.session();
        Map<String, StringBuilder> places = new TreeMap<>();
        for (Leaf leaf : leaves) {
            String batch = session.space().logs().name(session.statements(), leaf.log()) + "/" + leaf.sequence();
            StringBuilder numbers = places.computeIfAbsent(batch, name -> new StringBuilder(name));
            numbers.append(numbers.indexOf(":") < 0 ? ':' : ',').append(leaf.leaf());
        }
        return String.join(" ", places.values());
    }
}
