package io.consentfilter.store.sql;

import io.consentfilter.store.ReceiptQuery;
import java.util.Arrays;

/**
 * The ids between which an answer lies. One upper and one lower bound, never two: a database picks one of two as its range and reads
 * everything up to the other, which makes a deep page slow.
 *
 * @param from smallest id, included
 * @param below largest id, excluded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Bounds(byte[] from, byte[] below) {
    /** Times go through the ids, a little wider: see {@link RecordEntry#SKEW_MAX}. The exact time is a condition of its own. */
    static Bounds of(ReceiptQuery query) {
        long skew = RecordEntry.SKEW_MAX.toMillis();
        byte[] from =
                query.from() == null ? new byte[16] : Uuids.first(query.from().toEpochMilli() - skew);
        byte[] below =
                query.to() == null ? Uuids.last() : Uuids.first(query.to().toEpochMilli() + skew);
        byte[] after = query.after() == null ? null : Uuids.bytes(query.after());
        return new Bounds(from, after == null ? below : smaller(below, after));
    }

    Bounds below(byte[] id) {
        return new Bounds(from, smaller(below, id));
    }

    Bounds from(byte[] id) {
        return new Bounds(id, below);
    }

    /** Only ids from the first one on and below the other. */
    Bounds within(byte[] first, byte[] end) {
        return new Bounds(smaller(from, first) == from ? first : from, smaller(below, end));
    }

    /** Only what may have been recorded at that moment or later. */
    Bounds since(long millis) {
        byte[] first = Uuids.first(millis - RecordEntry.SKEW_MAX.toMillis());
        return new Bounds(smaller(from, first) == from ? first : from, below);
    }

    /** Only what may have been recorded at that moment or earlier. */
    Bounds until(long millis) {
        return below(Uuids.first(millis + RecordEntry.SKEW_MAX.toMillis() + 1));
    }

    boolean empty() {
        return Arrays.compareUnsigned(from, below) >= 0;
    }

    Where on(Where where) {
        return where.and("id >= ?", from).and("id < ?", below);
    }

    private static byte[] smaller(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b) < 0 ? a : b;
    }
}
