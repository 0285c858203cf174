package io.consentfilter.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leaves of one head. Erased records leave theirs behind: a leaf without salt and record says nothing. */
public final class Batch {
    /** Length of a salt in bytes: a record cannot be guessed back from its leaf. */
    public static final int SALT_BYTES = 16;

    private final List<byte[]> leaves;
    private volatile @Nullable MerkleTree tree;
    private boolean asked;

    public Batch(List<byte[]> leaves) {
        this.leaves = List.copyOf(leaves);
    }

    /** Leaf of a record: SHA-256(0x00 ‖ salt ‖ SHA-256(canonical record)). */
    public static byte[] leaf(byte[] salt, byte[] canonicalRecord) {
        return MerkleTree.leaf(salt, Sha256.of(canonicalRecord));
    }

    /** From the leaves as {@link #toBytes} wrote them. */
    public static Batch of(byte[] leaves) {
        List<byte[]> all = new ArrayList<>(leaves.length / Head.HASH_BYTES);
        for (int at = 0; at + Head.HASH_BYTES <= leaves.length; at += Head.HASH_BYTES) {
            all.add(Arrays.copyOfRange(leaves, at, at + Head.HASH_BYTES));
        }
        return new Batch(all);
    }

    /** All leaves, one after the other. */
    public byte[] toBytes() {
        byte[] bytes = new byte[leaves.size() * Head.HASH_BYTES];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i), 0, bytes, i * Head.HASH_BYTES, Head.HASH_BYTES);
        }
        return bytes;
    }

    public List<byte[]> leaves() {
        return leaves;
    }

    public byte[] root() {
        return tree().root();
    }

    /** The proof of the leaf at this place under a head of this batch. */
    public Proof proof(int leafIndex, byte[] salt, Head head) {
        // The first proof is mostly the only one, and needs less than the tree.
        boolean alone = tree == null && !asked;
        asked = true;
        List<byte[]> path = alone ? MerkleTree.path(leaves, leafIndex) : tree().path(leafIndex);
        return new Proof(salt, leafIndex, path, head);
    }

    private MerkleTree tree() {
        MerkleTree built = tree;
        if (built == null) {
            built = new MerkleTree(leaves);
            tree = built;
        }
        return built;
    }
}
