package io.consentfilter.operator;

import io.consentfilter.json.Json;
import io.consentfilter.ledger.Head;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredJournalEntry;
import io.consentfilter.store.StoredReceipt;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Lines that stand alone: every line is an object whose first key says what it is. {@code export} (once, first), {@code key}
 * (public keys), {@code record} with {@code proof} (receipts), {@code journal} with {@code proof}, {@code head} (heads of the logs in
 * their order). Everything that offline checking needs is in the file.
 */
final class Lines {
    /** Version of this format. */
    static final int FORMAT = 1;

    private static final int HEADS_AT_ONCE = 500;
    private final OutputStream out;

    Lines(OutputStream out) {
        this.out = out;
    }

    void write(Map<String, ?> line) {
        try {
            out.write(Json.bytes(line));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keys(Map<String, byte[]> publicKeys) {
        publicKeys.forEach((id, key) -> {
            Map<String, String> said = new LinkedHashMap<>();
            said.put("id", id);
            said.put("publicKey", Base64.getUrlEncoder().withoutPadding().encodeToString(key));
            write(Map.of("key", said));
        });
    }

    void receipt(StoredReceipt receipt) {
        write(ReceiptDocuments.compact(receipt));
    }

    void journal(StoredJournalEntry stored) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("journal", stored.entry().values());
        line.put("proof", ReceiptDocuments.proof(stored.proof()));
        write(line);
    }

    /** Every head of every log, in order: with them the chain can be checked for gaps. */
    void heads(ReceiptStore store) throws StoreException {
        heads(store, store.latestHeads());
    }

    /** The same as far as certain heads. */
    void heads(ReceiptStore store, List<Head> latestHeads) throws StoreException {
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
