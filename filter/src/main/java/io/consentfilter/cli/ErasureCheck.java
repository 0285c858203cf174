package io.consentfilter.cli;

import io.consentfilter.ledger.Head;
import io.consentfilter.store.JournalEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the erasures of a file say is gone. Looked at in the end, when all heads and records are known. */
final class ErasureCheck {
    private final List<Told> told = new ArrayList<>();

    /** Leaves of one batch that one entry names, and where that entry is sealed. */
    private record Told(Head sealed, String log, long sequence, BitSet leaves) {}

    /**
     * A sealed entry of the journal; others than erasures are passed over.
     *
     * @throws IllegalArgumentException if it does not name leaves as an erasure does: {@code LOG/SEQUENCE:LEAF,LEAF …}
     */
    void entry(@Nullable Map<?, ?> entry, Head sealed) {
        if (entry == null || !JournalEntry.ERASURE.equals(entry.get("kind"))) {
            return;
        }
        Map<?, ?> facts = ProofFields.object(entry.get("facts"));
        if (facts == null) {
            throw new IllegalArgumentException("an erasure without facts");
        }
        for (String batch : String.valueOf(facts.get("leaves")).split(" ", -1)) {
            told.add(batch(sealed, batch));
        }
    }

    private static Told batch(Head sealed, String batch) {
        int slash = batch.indexOf('/');
        int colon = batch.indexOf(':', slash);
        if (slash < 1 || colon < 0) {
            throw new IllegalArgumentException(
                    "an erasure names \"" + batch + "\", right would be LOG/SEQUENCE:LEAF,LEAF");
        }
        BitSet leaves = new BitSet();
        for (String leaf : batch.substring(colon + 1).split(",", -1)) {
            leaves.set(ProofFields.leaf(Integer.parseInt(leaf)));
        }
        return new Told(sealed, batch.substring(0, slash), Long.parseLong(batch.substring(slash + 1, colon)), leaves);
    }

    /**
     * Tells each log what is gone. An erasure that came after the cut of an export, while it was being written, may name records that
     * had been written by then: they are no fault.
     */
    void end(Function<String, LogCheck> logs) {
        for (Told each : told) {
            boolean meanwhile =
                    logs.apply(each.sealed().log()).isAfterCut(each.sealed().sequence());
            logs.apply(each.log()).erased(each.sequence(), each.leaves(), meanwhile);
        }
    }
}
