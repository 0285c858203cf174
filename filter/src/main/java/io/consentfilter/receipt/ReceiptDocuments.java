package io.consentfilter.receipt;

import io.consentfilter.json.CanonicalJson;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Proof;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.Notice;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forms of a record: canonical JSON, compact JSON, JSON-LD (ISO/IEC TS 27560 in DPV), page, plain text. What a record does not
 * carry itself (names, providers, countries) comes from the facts archived with its notice.
 */
public final class ReceiptDocuments {
    private final Notice today;
    private final NoticeArchive archive;
    private final InvalidNotices invalid;
    private final InstantSource clock;

    /**
     * @param today the notice of today, made by {@link NoticeFacts}
     * @param archive where older ones are found
     * @param invalid which of them were declared invalid
     * @param clock by which consents run out
     */
    public ReceiptDocuments(Notice today, NoticeArchive archive, InvalidNotices invalid, InstantSource clock) {
        this.today = today;
        this.archive = archive;
        this.invalid = invalid;
        this.clock = clock;
    }

    /** Version of the notice that is shown today. */
    public String todaysNotice() {
        return today.version();
    }

    /** Where the site publishes its keys; without a host where no origin is configured. */
    public String keysAddress() {
        return NoticeFacts.in(today).text("choicesUrl") + NoticeParts.KEYS_BELOW;
    }

    /** What was shown under a version; today's is there although the archive never got it. */
    public Optional<Notice> notice(String version) throws StoreException {
        return version.equals(today.version()) ? Optional.of(today) : archive.find(version);
    }

    /** What became of the record's consents since. */
    public Since since(ConsentRecord record) {
        return Since.of(record, invalid, clock.instant());
    }

    /** The bytes that are hashed and proven (RFC 8785). */
    public static byte[] canonical(ConsentRecord record) {
        return CanonicalJson.bytes(CanonicalRecord.of(record));
    }

    /**
     * The compact form for queries and exports: {@code record}, whose canonical JSON is what was hashed, and {@code proof}; as
     * plain values.
     */
    public static Map<String, Object> compact(StoredReceipt receipt) {
        return CompactForm.of(receipt);
    }

    /**
     * A file that is checked with nothing but itself: the receipt with its proof, the notice that it names byte for byte, and the public
     * keys. JSON Lines, as an export has them.
     *
     * @param publicKeys public keys by id
     */
    public byte[] evidence(StoredReceipt receipt, Map<String, byte[]> publicKeys) throws StoreException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        EvidenceLines lines = new EvidenceLines(file);
        lines.about(receipt.record().site(), clock.instant(), false);
        lines.keys(publicKeys);
        lines.receipt(receipt);
        notice(receipt.record().noticeVersion()).ifPresent(lines::notice);
        return file.toByteArray();
    }

    /** A notice as JSON Lines: what whoever holds a receipt needs to check it. */
    public static byte[] evidence(Notice notice) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new EvidenceLines(file).notice(notice);
        return file.toByteArray();
    }

    /** A signed head as plain values, as it stands in the compact form. */
    public static Map<String, Object> head(Head head) {
        return CompactForm.head(head);
    }

    /** A proof as plain values, as it stands in the compact form; for journal entries, which are proven like records. */
    public static Map<String, Object> proof(Proof proof) {
        return CompactForm.proof(proof);
    }

    /** ISO/IEC TS 27560 record in DPV as JSON-LD with inline context, as plain values. */
    public Map<String, Object> jsonLd(StoredReceipt receipt) {
        return new LinkedData(facts(receipt), since(receipt.record())).of(receipt);
    }

    /** For readers without a browser. */
    public String plainText(StoredReceipt receipt, String language) {
        return readable(receipt, language).plainText(receipt);
    }

    /** The body of a page, escaped: a fragment for a frame of our own. */
    public String html(StoredReceipt receipt, String language) {
        return readable(receipt, language).html(receipt, null);
    }

    /**
     * The same with what an independent authority says of its time.
     *
     * @param stamp the first that covers it; null where there is none
     */
    public String html(StoredReceipt receipt, TimeStamps.@Nullable Stamp stamp, String language) {
        ReadableReceipt readable = readable(receipt, language);
        return readable.html(receipt, readable.stamped(stamp));
    }

    private ReadableReceipt readable(StoredReceipt receipt, String language) {
        return new ReadableReceipt(facts(receipt), since(receipt.record()), ReceiptTexts.in(language));
    }

    /** The title of that page. */
    public String title(StoredReceipt receipt, String language) {
        return ReceiptTexts.in(language).of("title") + " " + receipt.record().number();
    }

    /** The facts of the record's day; those of today where the archive does not answer or never knew. */
    private NoticeFacts facts(StoredReceipt receipt) {
        String version = receipt.record().noticeVersion();
        if (version.equals(today.version())) {
            return NoticeFacts.in(today);
        }
        return archived(version)
                .map(NoticeFacts::in)
                .filter(facts -> !facts.isEmpty())
                .orElseGet(() -> NoticeFacts.in(today));
    }

    private Optional<Notice> archived(String version) {
        try {
            return archive.find(version);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
