package io.consentfilter.store;

import io.consentfilter.ledger.Head;
import io.consentfilter.model.ConsentRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps records. Whatever {@link #append} returned is on disk and proven; every store passes the same contract suite. */
public interface ReceiptStore extends AutoCloseable {
    /**
     * Appends one record and waits until its batch is durable and signed.
     *
     * @param canonical the record's canonical JSON (RFC 8785): what the proof stands on
     * @throws StoreException if it is not certain that the record is durable
     */
    StoredReceipt append(ConsentRecord record, byte[] canonical) throws StoreException;

    /** The record of this id. */
    Optional<StoredReceipt> find(String id) throws StoreException;

    /** One page, newest first. */
    ReceiptPage query(ReceiptQuery query) throws StoreException;

    /** All that answers the query, newest first, streamed with constant memory; {@code limit} counts as page size only. */
    void export(ReceiptQuery query, Consumer<StoredReceipt> each) throws StoreException;

    /** Erases all records of a subject: record and salt go, leaf hashes stay. Returns how many. */
    int erase(String subjectKey, String reason) throws StoreException;

    /** Erases what {@code eraseAfter} lies before that day. Returns how many. */
    int eraseExpired(LocalDate today) throws StoreException;

    /** Heads of a log from a sequence on, in order, at most {@code limit}. */
    List<Head> heads(String log, long fromSequence, int limit) throws StoreException;

    /** Latest head of every log. */
    List<Head> latestHeads() throws StoreException;

    /** Adds to the daily counts (no identifiers): name to number. */
    void addCounts(LocalDate day, Map<String, Long> counts) throws StoreException;

    /** Daily counts, by day and name. */
    Map<LocalDate, Map<String, Long>> counts(LocalDate from, LocalDate to) throws StoreException;

    @Override
    void close();
}
