package io.consentfilter.store.sql;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.seal.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Receipt numbers. One that follows from its record's id is not stored, and it is found by the ids that have it; only others (of records
 * from before schema 5) stand in their rows and have an index.
 */
final class Numbers {
    private static final String FOLLOWS_FROM_ID = "";

    private Numbers() {}

    /** What the row of a record says of its number. */
    static String stored(ConsentRecord record) {
        Ids.Range ids = Ids.recordIds(record.number());
        boolean follows = ids != null
                && ids.first().compareTo(record.id()) <= 0
                && ids.end().compareTo(record.id()) > 0
                && Ids.receiptNumber(record.id()).equals(record.number());
        return follows ? FOLLOWS_FROM_ID : record.number();
    }

    /** The number of a record whose row says this. */
    static String of(String id, String stored) {
        return stored.equals(FOLLOWS_FROM_ID) ? Ids.receiptNumber(id) : stored;
    }

    /** Conditions for the row that says the number itself; by its own index. */
    static Where written(Where where, String number) {
        return where.and("number = ?", number).and("number <> '" + FOLLOWS_FROM_ID + "'");
    }

    /** Where records lie whose ids have this number; null where it can be no number. */
    static @Nullable Bounds within(Bounds bounds, String number) {
        Ids.Range ids = Ids.recordIds(number);
        return ids == null ? null : bounds.within(Uuids.required(ids.first()), Uuids.required(ids.end()));
    }
}
