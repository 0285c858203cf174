package io.consentfilter.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle tree of RFC 9162 §2.1 over leaf hashes. Built level by level: a node without a neighbour moves up as it is, which gives
 * the same tree as the RFC's split at the largest power of two.
 */
final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};
    private static final int NONE = -1;

    private final List<List<byte[]>> levels = new ArrayList<>();

    MerkleTree(List<byte[]> leaves) {
        Sha256 sha256 = new Sha256();
        levels.add(leaves);
        while (top().size() > 1) {
            levels.add(parents(sha256, top(), NONE));
        }
    }

    /** The path of one leaf without the rest of the tree: what lies above the leaf itself is not hashed. */
    static List<byte[]> path(List<byte[]> leaves, int index) {
        Sha256 sha256 = new Sha256();
        List<byte[]> path = new ArrayList<>();
        List<byte[]> level = leaves;
        for (int place = index; level.size() > 1; place >>= 1) {
            int neighbour = place ^ 1;
            if (neighbour < level.size()) {
                path.add(level.get(neighbour));
            }
            level = parents(sha256, level, place >> 1);
        }
        return path;
    }

    /** §2.1.1: a leaf is marked apart from a node, so that no node passes for a record. */
    static byte[] leaf(byte[] salt, byte[] recordHash) {
        return Sha256.of(LEAF, salt, recordHash);
    }

    /** §2.1.1; the root of no leaves is the hash of nothing. */
    byte[] root() {
        return top().isEmpty() ? Sha256.of() : top().get(0);
    }

    /** §2.1.3.1: the neighbours on the way from the leaf to the root. */
    List<byte[]> path(int index) {
        List<byte[]> path = new ArrayList<>();
        int place = index;
        for (List<byte[]> level : levels.subList(0, levels.size() - 1)) {
            int neighbour = place ^ 1;
            if (neighbour < level.size()) {
                path.add(level.get(neighbour));
            }
            place >>= 1;
        }
        return path;
    }

    /** §2.1.3.2: whether the path leads from the leaf at this place to the root of a tree of this size. */
    static boolean leadsToRoot(byte[] leaf, Proof proof) {
        int place = proof.leafIndex();
        int last = proof.head().size() - 1;
        if (place < 0 || place > last) {
            return false;
        }
        Sha256 sha256 = new Sha256();
        byte[] node = leaf;
        for (byte[] neighbour : proof.path()) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                node = node(sha256, neighbour, node);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                node = node(sha256, node, neighbour);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(node, proof.head().root());
    }

    private static byte[] node(Sha256 sha256, byte[] left, byte[] right) {
        return sha256.hash(NODE, left, right);
    }

    private List<byte[]> top() {
        return levels.get(levels.size() - 1);
    }

    private static List<byte[]> parents(Sha256 sha256, List<byte[]> level, int without) {
        List<byte[]> parents = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i < level.size(); i += 2) {
            boolean pair = i + 1 < level.size() && i >> 1 != without;
            parents.add(pair ? node(sha256, level.get(i), level.get(i + 1)) : level.get(i));
        }
        return parents;
    }
}
