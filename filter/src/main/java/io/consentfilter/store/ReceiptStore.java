package io.consentfilter.store;

import io.consentfilter.ledger.Head;
import io.consentfilter.model.ConsentRecord;
import java.time.Instant;
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
     * @param record its id is a UUIDv7 of the same minute as its time, and its times are to the millisecond
     * @param canonical the record's canonical JSON (RFC 8785): what the proof stands on
     * @throws StoreException if it is not certain that the record is durable
     * @throws IllegalArgumentException if the record cannot be stored exactly as it is
     */
    StoredReceipt append(ConsentRecord record, byte[] canonical) throws StoreException;

    /** The record of this id. */
    Optional<StoredReceipt> find(String id) throws StoreException;

    /** One page, newest first. */
    ReceiptPage query(ReceiptQuery query) throws StoreException;

    /** All that answers the query, newest first, streamed with constant memory; {@code limit} counts as page size only. */
    void export(ReceiptQuery query, Consumer<StoredReceipt> each) throws StoreException;

    /**
     * Erases all records of a subject: record and salt go, leaf hashes stay. In the same transaction the mark is kept, by which every
     * node knows that cookies of this subject do not count any more; also where no record is left. Returns how many records.
     */
    int erase(String subjectKey, EndedSubject ended, String reason) throws StoreException;

    /** Marks of the subjects that were erased, in no order. */
    List<EndedSubject> endedSubjects() throws StoreException;

    /** Erases what {@code eraseAfter} lies before that day, and drops marks of ended subjects that day is past. Returns how many records. */
    int eraseExpired(LocalDate today) throws StoreException;

    /**
     * Declares every consent given under a notice invalid, from now on: an overlay and a journal entry, no record changes. Queries by
     * state follow it.
     */
    Invalidation invalidate(String noticeVersion, String reason) throws StoreException;

    /** What has been declared invalid, newest first. */
    List<Invalidation> invalidations() throws StoreException;

    /**
     * Seals an entry of the journal in the same log as the records.
     *
     * @param kind what happened, lower case with dashes
     * @param facts what is worth knowing about it; never a visitor's data
     */
    StoredJournalEntry appendJournal(String kind, Map<String, String> facts) throws StoreException;

    /** The journal from a moment on and before another, oldest first, streamed with constant memory. */
    void journal(Instant from, Instant to, Consumer<StoredJournalEntry> each) throws StoreException;

    /** The same, entries of one kind only; what others say is not read. */
    void journal(String kind, Instant from, Instant to, Consumer<StoredJournalEntry> each) throws StoreException;

    /** Leaf hashes of one batch, in order; those of erased records stay. Empty where there is no such batch. */
    List<byte[]> leaves(String log, long sequence) throws StoreException;

    /** Heads of a log from a sequence on, in order, at most {@code limit}. */
    List<Head> heads(String log, long fromSequence, int limit) throws StoreException;

    /** Latest head of every log. */
    List<Head> latestHeads() throws StoreException;

    /** Adds to the daily counts (no identifiers): name to number. */
    void addCounts(LocalDate day, Map<String, Long> counts) throws StoreException;

    /** Daily counts from a day on and before another, by day and name. */
    Map<LocalDate, Map<String, Long>> counts(LocalDate from, LocalDate to) throws StoreException;

    /**
     * How often was decided how, from counters of each day: also of records that have been erased since, and in no certain order within
     * a day.
     *
     * @param from first day, UTC
     * @param to day after the last one
     */
    void tallies(LocalDate from, LocalDate to, Consumer<Tally> each) throws StoreException;

    @Override
    void close();
}
