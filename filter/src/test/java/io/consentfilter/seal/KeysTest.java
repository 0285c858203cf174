package io.consentfilter.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysTest {
    private static final byte[] MESSAGE = "a head".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void theFileIsMadeOnFirstStartAndReadAfterwards() throws Exception {
        Path file = folder.resolve("new/consent.key");
        Keys made = Keys.openOrCreate(file);
        Keys read = Keys.openOrCreate(file);
        assertThat(read.masterSecret()).hasSize(32).isEqualTo(made.masterSecret());
        assertThat(read.signing().currentKeyId()).isEqualTo(made.signing().currentKeyId());
        assertThat(Keys.parse(Files.readString(file)).masterSecret()).isEqualTo(made.masterSecret());
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX rights here");
        Path file = folder.resolve("consent.key");
        Keys.openOrCreate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Keys.rotate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void rotationKeepsOldKeysForVerifyingAndTheMasterSecret() throws Exception {
        Path file = folder.resolve("consent.key");
        Keys before = Keys.openOrCreate(file);
        byte[] signature = before.signing().sign(MESSAGE);
        Keys after = Keys.rotate(file);
        String oldId = before.signing().currentKeyId();
        assertThat(after.signing().currentKeyId()).isNotEqualTo(oldId);
        assertThat(after.masterSecret()).isEqualTo(before.masterSecret());
        byte[] oldKey = Objects.requireNonNull(after.signing().publicKeys().get(oldId));
        assertThat(SigningKeys.verify(oldKey, MESSAGE, signature)).isTrue();
        assertThat(Keys.openOrCreate(file).signing().publicKeys()).hasSize(2);
    }

    @Test
    void nodesThatStartTogetherShareOneFile() throws Exception {
        Path file = folder.resolve("consent.key");
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            Callable<String> start = () -> Keys.openOrCreate(file).signing().currentKeyId();
            List<String> ids = Stream.generate(() -> nodes.submit(start)).limit(8).toList().stream()
                    .map(KeysTest::result)
                    .toList();
            assertThat(ids).containsOnly(ids.get(0));
        } finally {
            nodes.shutdownNow();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aBrokenFileIsRefusedWithoutQuotingIt() throws Exception {
        Path file = folder.resolve("consent.key");
        Files.writeString(file, "consent-keys 1\nmaster c2VjcmV0\nsigning AAAA\n");
        assertThatThrownBy(() -> Keys.openOrCreate(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("consent.key")
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> Keys.parse("consent-keys 1\nmaster !!!\nsigning a b"))
                .hasMessageContaining("master line");
    }

    @Test
    void aFileOfAnotherFormIsNotReadAsOurs() throws Exception {
        Path file = folder.resolve("consent.key");
        Keys.openOrCreate(file);
        String later = Files.readString(file).replace("consent-keys 1", "consent-keys 2");
        assertThatThrownBy(() -> Keys.parse(later)).hasMessageContaining("a key file starts with \"consent-keys 1\"");
    }

    @Test
    void nothingPrintedTellsASecret() {
        Keys keys = Keys.ephemeral();
        assertThat(keys.toString())
                .isEqualTo("keys signing with " + keys.signing().currentKeyId());
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
