package io.consentfilter.receipt;

import io.consentfilter.json.CanonicalJson;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Proof;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.Notice;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import java.util.Map;
import java.util.Optional;

/**
 * Forms of a record: canonical JSON, compact JSON, JSON-LD (ISO/IEC TS 27560 in DPV), page, plain text. What a record does not
 * carry itself (names, providers, countries) comes from the facts archived with its notice.
 */
public final class ReceiptDocuments {
    private final Notice today;
    private final NoticeArchive archive;

    /**
     * @param today the notice of today, made by {@link NoticeFacts}
     * @param archive where older ones are found
     */
    public ReceiptDocuments(Notice today, NoticeArchive archive) {
        this.today = today;
        this.archive = archive;
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
        return new LinkedData(facts(receipt)).of(receipt);
    }

    /** For readers without a browser. */
    public String plainText(StoredReceipt receipt, String language) {
        return new ReadableReceipt(facts(receipt), ReceiptTexts.in(language)).plainText(receipt);
    }

    /** The body of a page, escaped: a fragment for a frame of our own. */
    public String html(StoredReceipt receipt, String language) {
        return new ReadableReceipt(facts(receipt), ReceiptTexts.in(language)).html(receipt);
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
