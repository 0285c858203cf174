package io.consentfilter.cli;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.ProofVerifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a file says about one log: its heads, which of their leaves are there, which were erased. */
final class LogCheck {
    private final String log;
    private final Map<Long, Head> heads = new TreeMap<>();
    private final List<Head> inOrder = new ArrayList<>();
    private final Map<Long, BitSet> present = new TreeMap<>();
    private final Map<Long, BitSet> erased = new TreeMap<>();

    LogCheck(String log) {
        this.log = log;
    }

    /** A head that a proof carries. False where it contradicts another of the same number. */
    boolean head(Head head) {
        Head known = heads.putIfAbsent(head.sequence(), head);
        return known == null || Arrays.equals(known.hash(), head.hash());
    }

    /** A head on a line of its own: the file means to show the chain. */
    boolean chained(Head head) {
        inOrder.add(head);
        return head(head);
    }

    /** Whether heads stand on lines of their own. */
    boolean showsChain() {
        return !inOrder.isEmpty();
    }

    /** False where a leaf stands in the file twice. */
    boolean leaf(long sequence, int leaf) {
        BitSet leaves = present.computeIfAbsent(sequence, n -> new BitSet());
        boolean first = !leaves.get(leaf);
        leaves.set(leaf);
        return first;
    }

    /** Whether a batch was closed after the heads on lines of their own: while an export was being written. */
    boolean isAfterCut(long sequence) {
        return !inOrder.isEmpty() && sequence > inOrder.get(inOrder.size() - 1).sequence();
    }

    /** Leaves that an entry says are gone; those told {@code meanwhile} may be there all the same. Only after all lines. */
    void erased(long sequence, BitSet leaves, boolean meanwhile) {
        BitSet gone = (BitSet) leaves.clone();
        if (meanwhile) {
            gone.andNot(present.getOrDefault(sequence, new BitSet()));
        }
        erased.computeIfAbsent(sequence, n -> new BitSet()).or(gone);
    }

    int erased() {
        return erased.values().stream().mapToInt(BitSet::cardinality).sum();
    }

    /** The head of this number, where the file has it. */
    @Nullable
    Head at(long sequence) {
        return heads.get(sequence);
    }

    Iterable<Head> all() {
        return heads.values();
    }

    int heads() {
        return heads.size();
    }

    /** Chain, order, gaps and signatures of the heads that stand on lines of their own; they begin with the first of the log. */
    List<String> chain(HeadSignatures signatures) {
        List<String> wrong = new ArrayList<>();
        if (!inOrder.isEmpty()) {
            wrong.addAll(ProofVerifier.checkBeginning(inOrder.get(0)));
        }
        wrong.addAll(ProofVerifier.checkLinks(inOrder));
        signatures.learn(inOrder);
        inOrder.forEach(head -> wrong.addAll(signatures.problems(head)));
        return wrong;
    }

    long late(HeadSignatures signatures) {
        return heads.values().stream().filter(signatures::isLate).count();
    }

    /**
     * Leaves that are neither there nor told to be erased. Of the heads on lines of their own: an export closes them before it reads
     * the records, so a batch that was written meanwhile may be there in part.
     */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        (inOrder.isEmpty() ? heads.values() : inOrder).forEach(head -> {
            BitSet absent = new BitSet();
            absent.set(0, head.size());
            absent.andNot(present.getOrDefault(head.sequence(), new BitSet()));
            absent.andNot(erased.getOrDefault(head.sequence(), new BitSet()));
            if (!absent.isEmpty()) {
                missing.add("missing: leaves " + absent + " of head " + head.sequence() + " of log " + log);
            }
        });
        return missing;
    }

    /** An erasure that names a leaf which is there all the same. */
    List<String> risen() {
        List<String> risen = new ArrayList<>();
        erased.forEach((sequence, leaves) -> {
            BitSet both = (BitSet) leaves.clone();
            both.and(present.getOrDefault(sequence, new BitSet()));
            if (!both.isEmpty()) {
                risen.add("altered: leaves " + both + " of head " + sequence + " of log " + log
                        + " are told to be erased, but are there");
            }
        });
        return risen;
    }

    /** Against a head that was published or stands in a receipt held elsewhere. */
    List<String> against(Head witness) {
        Head known = heads.get(witness.sequence());
        String name = "head " + witness.sequence() + " of log " + log + ", held elsewhere since " + witness.at() + ",";
        if (known != null) {
            return Arrays.equals(known.hash(), witness.hash())
                    ? List.of()
                    : List.of("altered: " + name + " is not the one of this file");
        }
        long last = heads.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        return List.of(
                last < witness.sequence()
                        ? "truncated: " + name + " is not in this file, which ends at head " + last
                        : "missing: " + name + " is not in this file");
    }
}
