package io.consentfilter.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param items newest first
 * @param next what to pass as {@code after} for the next page; null where this was the last
 */
public record ReceiptPage(
        List<StoredReceipt> items, @Nullable String next) {
    public ReceiptPage {
        items = List.copyOf(items);
    }
}
