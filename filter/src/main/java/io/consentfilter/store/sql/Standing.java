package io.consentfilter.store.sql;

import io.consentfilter.model.ConsentState;
import io.consentfilter.store.Offered;
import io.consentfilter.store.ReceiptQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records answer a question by state at one moment: all of some combinations, and of others those whose consent stands, has run
 * out or was declared invalid. All of it is decided by the index over (choice, id), and what lies too far back to stand, or not far
 * enough to have run out, is left out by its id.
 */
final class Standing {
    private static final Set<Integer> NONE = Set.of();

    private final int site;
    private final Set<Integer> recorded;
    private final Set<Integer> open;
    private final @Nullable ConsentState state;
    private final Set<Integer> invalid;
    private final long now;

    private Standing(int site, Combinations found, @Nullable ConsentState state, Set<Integer> invalid, long now) {
        this.site = site;
        this.recorded = found.recorded();
        this.open = state == ConsentState.INVALIDATED && invalid.isEmpty() ? NONE : found.open();
        this.state = state;
        this.invalid = invalid;
        this.now = now;
    }

    /**
     * Numbers of combinations.
     *
     * @param recorded those whose records answer whatever happened since
     * @param open those whose records answer if what happened since fits
     */
    private record Combinations(Set<Integer> recorded, Set<Integer> open) {
        /** Both have to fit; what happened since is the same for both. */
        Combinations and(Combinations other) {
            Set<Integer> always = new LinkedHashSet<>(recorded);
            always.retainAll(other.recorded);
            Set<Integer> sometimes = new LinkedHashSet<>(recorded);
            sometimes.addAll(open);
            Set<Integer> others = new LinkedHashSet<>(other.recorded);
            others.addAll(other.open);
            sometimes.retainAll(others);
            sometimes.removeAll(always);
            return new Combinations(always, sometimes);
        }
    }

    /** Null where the question asks for no state, purpose or service. */
    static @Nullable Standing of(ReceiptQuery query, Statements statements, int site, Instant now) throws SQLException {
        if (query.purpose() == null && query.service() == null && query.state() == null) {
            return null;
        }
        Lookup lookup = new Lookup(statements, site, query.state(), query.offered());
        Combinations found = query.purpose() == null && query.service() == null
                ? lookup.ofAny()
                : lookup.of(query.purpose(), query.service());
        Set<Integer> invalid = found.open().isEmpty() ? NONE : lookup.invalidNotices();
        return new Standing(site, found, query.state(), invalid, now.toEpochMilli());
    }

    /** Ways that have to be merged; none where nothing can fit. */
    int parts() {
        return recorded.size() + open.size() * (state == ConsentState.INVALIDATED ? invalid.size() : 1);
    }

    /** As one condition, for rows that are looked at one by one. */
    Where on(Where where) {
        if (open.isEmpty()) {
            return where.and("+choice IN " + list(recorded));
        }
        Where since = since();
        return where.and(
                "(+choice IN " + list(recorded) + " OR +choice IN " + list(open) + since.sql() + ")",
                since.parameters().toArray());
    }

    /** One condition for each way, to be read in order from its index; where nothing can fit it is left out. */
    List<Where> parts(Where where, Bounds bounds, Statements statements) throws SQLException {
        List<Where> parts = new ArrayList<>();
        for (Integer choice : recorded) {
            parts.add(bounds.on(choice(choice, where)));
        }
        if (state == ConsentState.INVALIDATED) {
            for (Integer notice : invalid) {
                Bounds extent = extent(bounds, notice, statements);
                for (Integer choice : extent.empty() ? NONE : open) {
                    parts.add(extent.on(choice(choice, where).and("notice = " + notice)));
                }
            }
            return parts;
        }
        Where since = since();
        for (Map.Entry<Integer, Bounds> each : terms(bounds, statements).entrySet()) {
            if (!each.getValue().empty()) {
                Where all = choice(each.getKey(), where);
                parts.add(each.getValue().on(new Where(all.sql() + since.sql(), joined(all, since))));
            }
        }
        return parts;
    }

    private static Where choice(Integer choice, Where where) {
        return new Where("choice = " + choice + " AND " + where.sql(), where.parameters());
    }

    private static List<Object> joined(Where first, Where second) {
        List<Object> all = new ArrayList<>(first.parameters());
        all.addAll(second.parameters());
        return all;
    }

    /** What has to have happened since, as a condition that is added to others. */
    private Where since() {
        Where where = new Where("", List.of());
        if (state == ConsentState.INVALIDATED) {
            return where.and("notice IN " + list(invalid));
        }
        Where valid = invalid.isEmpty() ? where : where.and("notice NOT IN " + list(invalid));
        return valid.and(state == ConsentState.EXPIRED ? "valid_until <= ?" : "valid_until > ?", now);
    }

    /** Where records lie that may stand, or may have run out, for each combination that any record has. */
    private Map<Integer, Bounds> terms(Bounds bounds, Statements statements) throws SQLException {
        Map<Integer, Bounds> terms = new LinkedHashMap<>();
        PreparedStatement select = statements.of("SELECT id, shortest, longest FROM {choice} WHERE id IN " + list(open)
                + " AND shortest IS NOT NULL ORDER BY id");
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                terms.put(
                        row.getInt(1),
                        state == ConsentState.EXPIRED
                                ? bounds.until(now - row.getLong(2))
                                : bounds.since(now - row.getLong(3)));
            }
        }
        return terms;
    }

    /** Between the first and the last record of a notice. */
    Bounds extent(Bounds bounds, Integer notice, Statements statements) throws SQLException {
        byte[] first = end(notice, "", statements);
        byte[] last = end(notice, " DESC", statements);
        return first == null || last == null
                ? bounds.below(Uuids.first(0))
                : bounds.since(Uuids.millis(first)).until(Uuids.millis(last));
    }

    private byte @Nullable [] end(Integer notice, String order, Statements statements) throws SQLException {
        PreparedStatement select =
                statements.of("SELECT id FROM {record} WHERE site = ? AND notice = ? ORDER BY id" + order + " LIMIT 1");
        select.setInt(1, site);
        select.setInt(2, notice);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getBytes(1) : null;
        }
    }

    /** Numbers of our own making, so they may stand in the text. */
    static String list(Set<Integer> numbers) {
        return "("
                + (numbers.isEmpty()
                        ? "NULL"
                        : String.join(",", numbers.stream().map(String::valueOf).toList())) + ")";
    }

    /** Finds combinations of one state. */
    private record Lookup(
            Statements statements,
            int site,
            @Nullable ConsentState state,
            @Nullable Offered offered) {
        Combinations of(@Nullable String purpose, @Nullable String service) throws SQLException {
            Combinations purposes = purpose == null ? null : item(States.PURPOSE, purpose);
            Combinations services = service == null ? null : item(States.SERVICE, service);
            if (purposes == null || services == null) {
                return purposes != null ? purposes : services != null ? services : new Combinations(NONE, NONE);
            }
            return purposes.and(services);
        }

        private Combinations item(int kind, String item) throws SQLException {
            Where where =
                    new Where("site = ?", List.of(site)).and("kind = ?", kind).and("item = ?", item);
            if (state == null) {
                return new Combinations(choices(where), NONE);
            }
            if (state.valid()) {
                return new Combinations(NONE, offered(kind, item) ? choices(in(where, state)) : NONE);
            }
            boolean ends = state == ConsentState.EXPIRED
                    || state == ConsentState.INVALIDATED
                    || state == ConsentState.REVOKED && !offered(kind, item);
            return new Combinations(choices(in(where, state)), ends ? choices(valid(where)) : NONE);
        }

        /** Any purpose or service of the record. */
        Combinations ofAny() throws SQLException {
            Combinations all = new Combinations(new LinkedHashSet<>(), new LinkedHashSet<>());
            PreparedStatement select = statements.of("SELECT DISTINCT kind, item FROM {choice_item} WHERE site = ?");
            select.setInt(1, site);
            List<Item> items = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    items.add(new Item(row.getInt(1), row.getString(2)));
                }
            }
            for (Item item : items) {
                Combinations found = item(item.kind(), item.id());
                all.recorded().addAll(found.recorded());
                all.open().addAll(found.open());
            }
            all.open().removeAll(all.recorded());
            return all;
        }

        private record Item(int kind, String id) {}

        private boolean offered(int kind, String item) {
            return offered == null || (kind == States.PURPOSE ? offered.purposes() : offered.services()).contains(item);
        }

        private static Where in(Where where, ConsentState state) {
            return where.and("state = ?", States.nameOf(state));
        }

        private static Where valid(Where where) {
            return where.and("state IN (?, ?)", States.nameOf(ConsentState.GIVEN), States.nameOf(ConsentState.RENEWED));
        }

        private Set<Integer> choices(Where where) throws SQLException {
            return numbers("SELECT DISTINCT choice FROM {choice_item} WHERE " + where.sql(), where.parameters());
        }

        Set<Integer> invalidNotices() throws SQLException {
            return numbers("SELECT notice FROM {invalidation} WHERE site = ?", List.of(site));
        }

        private Set<Integer> numbers(String template, List<Object> parameters) throws SQLException {
            return Standing.numbers(statements, template, parameters);
        }
    }

    static Set<Integer> numbers(Statements statements, String template, List<Object> parameters) throws SQLException {
        PreparedStatement select = statements.of(template);
        new Where("", parameters).bind(select, 1);
        Set<Integer> numbers = new LinkedHashSet<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                numbers.add(found.getInt(1));
            }
        }
        return numbers;
    }
}
