package io.consentfilter.ledger;

import io.consentfilter.seal.SigningKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks proofs and chains with public keys alone. Immutable. */
public final class ProofVerifier {
    private final Map<String, byte[]> publicKeys;

    /** What a head's signature is worth. */
    public enum Signature {
        /** Made while the batch was committed. */
        PROMPT,
        /** Made at the next start, because the process ended between commit and signature. */
        LATE,
        /** None there yet. */
        MISSING,
        /** By a key that was not given. */
        UNKNOWN_KEY,
        /** Not the signature of this head by this key. */
        WRONG
    }

    /**
     * @param publicKeys X.509 SubjectPublicKeyInfo by key id
     * @throws IllegalArgumentException if a key stands under an id that is not its own
     */
    public ProofVerifier(Map<String, byte[]> publicKeys) {
        publicKeys.forEach((id, key) -> {
            if (!SigningKeys.idOf(key).equals(id)) {
                throw new IllegalArgumentException("key " + id + " is not the one its id was made of");
            }
        });
        this.publicKeys = new TreeMap<>(publicKeys);
    }

    /** Checks one record: leaf, path, head signature. An empty list means proven, else every sentence says what is wrong. */
    public List<String> check(byte[] canonicalRecord, Proof proof) {
        List<String> wrong = new ArrayList<>(checkLeaf(canonicalRecord, proof));
        wrong.addAll(checkSignature(proof.head()));
        return wrong;
    }

    /** Checks leaf and path alone, for whoever has many records of few heads. */
    public List<String> checkLeaf(byte[] canonicalRecord, Proof proof) {
        if (MerkleTree.leadsToRoot(Batch.leaf(proof.salt(), canonicalRecord), proof)) {
            return List.of();
        }
        return List.of("altered: the record at leaf " + proof.leafIndex() + " does not lead to the root of "
                + name(proof.head()));
    }

    /** Checks the signature of a head alone. */
    public List<String> checkSignature(Head head) {
        return problems(head, signature(head));
    }

    /** Checks that heads of one log, in order, are chained without a gap and signed. */
    public List<String> checkChain(List<Head> heads) {
        return checkChain(heads, 0);
    }

    /**
     * The same, with signatures of heads after a sequence alone. Those before are no less certain as far as the chain holds: a signed
     * head carries the hash of the one before, and that one's of the one before it. Only what their own signatures are worth stays open.
     */
    public List<String> checkChain(List<Head> heads, long signedAfter) {
        List<String> wrong = new ArrayList<>();
        Head before = null;
        for (Head head : heads) {
            addLink(wrong, before, head);
            wrong.addAll(head.sequence() > signedAfter ? checkSignature(head) : List.of());
            before = head;
        }
        return wrong;
    }

    /** Checks that heads of one log, in order, are chained without a gap; of signatures nothing. */
    public static List<String> checkLinks(List<Head> heads) {
        List<String> wrong = new ArrayList<>();
        Head before = null;
        for (Head head : heads) {
            addLink(wrong, before, head);
            before = head;
        }
        return wrong;
    }

    /** Checks that a log which is shown whole begins with its first head. */
    public static List<String> checkBeginning(Head first) {
        long missing = first.sequence() - 1;
        return missing < 1 ? List.of() : List.of("missing: " + heads(1, missing) + " of log " + first.log());
    }

    /** Checks that leaves are those of a head; says nothing where they are. */
    public static List<String> checkLeaves(Head head, Batch batch) {
        boolean same = batch.leaves().size() == head.size() && Arrays.equals(batch.root(), head.root());
        return same ? List.of() : List.of("altered: the leaves do not make the root of " + name(head));
    }

    /** What the head's signature is worth. */
    public Signature signature(Head head) {
        if (!head.signed()) {
            return Signature.MISSING;
        }
        byte[] key = publicKeys.get(head.keyId());
        if (key == null) {
            return Signature.UNKNOWN_KEY;
        }
        if (SigningKeys.verify(key, head.bytes(), head.signature())) {
            return Signature.PROMPT;
        }
        return SigningKeys.verify(key, Ledger.late(head), head.signature()) ? Signature.LATE : Signature.WRONG;
    }

    /** What is to be said of a head whose signature is worth that; empty where it is good. */
    public static List<String> problems(Head head, Signature worth) {
        return switch (worth) {
            case PROMPT, LATE -> List.of();
            case MISSING -> List.of("unsigned: " + name(head));
            case UNKNOWN_KEY ->
                List.of("unknown key: " + name(head) + " is signed with " + head.keyId() + ", which was not given");
            case WRONG -> List.of("altered: the signature does not belong to " + name(head));
        };
    }

    /** The first head given may stand anywhere: what lies before it is not part of this check, unless it is the first of all. */
    private static void addLink(List<String> wrong, @Nullable Head before, Head head) {
        if (before == null) {
            if (head.sequence() == 1 && !Arrays.equals(head.previous(), new byte[Head.HASH_BYTES])) {
                wrong.add("altered: " + name(head) + " is the first of its log, but names one before");
            }
        } else if (!head.log().equals(before.log())) {
            wrong.add("reordered: " + name(head) + " stands among heads of log " + before.log());
        } else if (head.sequence() <= before.sequence()) {
            wrong.add("reordered: " + name(head) + " stands after head " + before.sequence());
        } else if (head.sequence() > before.sequence() + 1) {
            wrong.add("missing: " + gap(before, head));
        } else if (!Arrays.equals(head.previous(), before.hash())) {
            wrong.add("altered: " + name(head) + " is not chained to head " + before.sequence());
        }
    }

    private static String gap(Head before, Head head) {
        return heads(before.sequence() + 1, head.sequence() - 1) + " of log " + head.log();
    }

    private static String heads(long first, long last) {
        return first == last ? "head " + first : "heads " + first + " to " + last;
    }

    private static String name(Head head) {
        return "head " + head.sequence() + " of log " + head.log();
    }
}
