package io.consentfilter.receipt;

import io.consentfilter.json.Json;
import io.consentfilter.ledger.Head;
import io.consentfilter.model.Notice;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredJournalEntry;
import io.consentfilter.store.StoredReceipt;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * JSON Lines that stand alone: every line is an object whose first key says what it is. {@code export} (once, first), {@code key}
 * (public keys), {@code record} with {@code proof} (receipts), {@code notice} (the list of parts of each notice that a record names) and
 * {@code content} (bytes of parts, each once, before the first notice that has them), {@code journal} with {@code proof}, {@code head}
 * (heads of the logs in their order). Everything that offline checking needs is in the file.
 */
public final class EvidenceLines {
    /** Version of this format. */
    static final int FORMAT = 1;

    private static final int HEADS_AT_ONCE = 500;
    private final OutputStream out;
    private final Set<String> named = new TreeSet<>();

    /** @param out is written to and neither flushed nor closed */
    public EvidenceLines(OutputStream out) {
        this.out = out;
    }

    private void write(Map<String, ?> line) {
        try {
            out.write(Json.bytes(line));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The first line: what the file is.
     *
     * @param complete whether nothing is left out, so that what is not there is missing
     */
    public void about(String site, Instant at, boolean complete) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("format", FORMAT);
        about.put("site", site);
        about.put("at", at.toString());
        about.put("complete", complete);
        about.put("notices", true);
        write(Map.of("export", about));
    }

    /** Public keys by id. */
    public void keys(Map<String, byte[]> publicKeys) {
        publicKeys.forEach((id, key) -> {
            Map<String, String> said = new LinkedHashMap<>();
            said.put("id", id);
            said.put("publicKey", Base64.getUrlEncoder().withoutPadding().encodeToString(key));
            write(Map.of("key", said));
        });
    }

    /** A record with its proof; remembers which notice it names. */
    public void receipt(StoredReceipt receipt) {
        named.add(receipt.record().noticeVersion());
        write(ReceiptDocuments.compact(receipt));
    }

    /**
     * What was shown: every notice that the receipts written so far name, each once. One notice is in memory at a time; what grows with
     * the file are versions and hashes. A notice that the archive does not have is left out: verifying then says that it is missing.
     */
    public void notices(NoticeArchive archive) throws StoreException {
        Set<String> written = new HashSet<>();
        for (String version : named) {
            archive.find(version).ifPresent(notice -> notice(notice, written));
        }
    }

    /** One notice: the bytes of its parts, and the list of them. */
    public void notice(Notice notice) {
        notice(notice, new HashSet<>());
    }

    private void notice(Notice notice, Set<String> written) {
        Map<String, String> hashes = NoticeParts.hashes(notice.parts());
        hashes.forEach((name, hash) -> {
            if (written.add(hash)) {
                write(Map.of("content", content(hash, notice.parts().getOrDefault(name, new byte[0]))));
            }
        });
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("version", notice.version());
        list.put("parts", hashes);
        write(Map.of("notice", list));
    }

    private static Map<String, String> content(String hash, byte[] bytes) {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("sha256", hash);
        content.put("bytes", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return content;
    }

    /** A journal entry with its proof. */
    public void journal(StoredJournalEntry stored) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("journal", stored.entry().values());
        line.put("proof", ReceiptDocuments.proof(stored.proof()));
        write(line);
    }

    /** Every head of every log, in order: with them the chain can be checked for gaps. */
    public void heads(ReceiptStore store) throws StoreException {
        heads(store, store.latestHeads());
    }

    /** The same as far as certain heads. */
    public void heads(ReceiptStore store, List<Head> latestHeads) throws StoreException {
        for (Head latest : latestHeads) {
            long next = 1;
            while (next <= latest.sequence()) {
                List<Head> heads = store.heads(latest.log(), next, HEADS_AT_ONCE);
                if (heads.isEmpty()) {
                    break;
                }
                heads.stream()
                        .filter(head -> head.sequence() <= latest.sequence())
                        .forEach(head -> write(Map.of("head", ReceiptDocuments.head(head))));
                next = heads.get(heads.size() - 1).sequence() + 1;
            }
        }
    }
}
