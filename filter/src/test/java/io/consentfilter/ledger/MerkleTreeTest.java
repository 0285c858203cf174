package io.consentfilter.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MerkleTreeTest {
    private static final int SIZE_MAX = 70;

    @Test
    void theTreeOfNothingIsTheHashOfNothing() {
        assertThat(HexFormat.of().formatHex(new MerkleTree(List.of()).root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void everySizeHasTheRootThatTheRfcDefines() throws Exception {
        for (int size = 1; size <= SIZE_MAX; size++) {
            assertThat(new MerkleTree(leaves(size)).root()).isEqualTo(rootOfRfc9162(leaves(size)));
        }
    }

    @Test
    void everyLeafOfEverySizeLeadsToTheRoot() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            Batch batch = new Batch(leaves(size));
            for (int index = 0; index < size; index++) {
                Proof proof = batch.proof(index, new byte[0], head(size, batch.root()));
                assertThat(MerkleTree.leadsToRoot(batch.leaves().get(index), proof))
                        .as("leaf %d of %d", index, size)
                        .isTrue();
            }
        }
    }

    @Test
    void firstProofOfABatchIsTheSameAsAnyLater() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int index = 0; index < size; index++) {
                assertThat(MerkleTree.path(leaves(size), index))
                        .as("leaf %d of %d", index, size)
                        .usingElementComparator(Arrays::compare)
                        .isEqualTo(new MerkleTree(leaves(size)).path(index));
            }
        }
    }

    @Test
    void noLeafLeadsToTheRootFromAnotherPlaceOrWithAnotherPath() {
        for (int size = 2; size <= SIZE_MAX; size++) {
            Batch batch = new Batch(leaves(size));
            Head head = head(size, batch.root());
            for (int index = 0; index < size; index++) {
                byte[] leaf = batch.leaves().get(index);
                Proof right = batch.proof(index, new byte[0], head);
                int other = (index + 1) % size;
                assertThat(MerkleTree.leadsToRoot(leaf, new Proof(new byte[0], other, right.path(), head)))
                        .isFalse();
                List<byte[]> shorter = right.path().subList(1, right.path().size());
                assertThat(MerkleTree.leadsToRoot(leaf, new Proof(new byte[0], index, shorter, head)))
                        .isFalse();
                List<byte[]> longer = new ArrayList<>(right.path());
                longer.add(leaf);
                assertThat(MerkleTree.leadsToRoot(leaf, new Proof(new byte[0], index, longer, head)))
                        .isFalse();
            }
        }
    }

    @Test
    void aPlaceOutsideTheBatchLeadsNowhere() {
        Batch batch = new Batch(leaves(1));
        Head head = head(1, batch.root());
        byte[] leaf = batch.leaves().get(0);
        assertThat(MerkleTree.leadsToRoot(leaf, new Proof(new byte[0], -1, List.of(), head)))
                .isFalse();
        assertThat(MerkleTree.leadsToRoot(leaf, new Proof(new byte[0], 1, List.of(), head)))
                .isFalse();
    }

    /** MTH as RFC 9162 §2.1.1 writes it, by splitting. */
    private static byte[] rootOfRfc9162(List<byte[]> leaves) throws Exception {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update((byte) 1);
        sha.update(rootOfRfc9162(leaves.subList(0, k)));
        sha.update(rootOfRfc9162(leaves.subList(k, leaves.size())));
        return sha.digest();
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> {
                    byte[] leaf = new byte[32];
                    Arrays.fill(leaf, (byte) (i + 1));
                    return leaf;
                })
                .toList();
    }

    private static Head head(int size, byte[] root) {
        return new Head("log", 1, size, root, new byte[32], Instant.EPOCH, "", new byte[0]);
    }
}
