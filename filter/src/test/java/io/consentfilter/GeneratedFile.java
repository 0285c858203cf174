package io.consentfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that is made from the code: it equals what the code says today. {@code mvn test -Dupdate} rewrites it. */
public final class GeneratedFile {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

    private GeneratedFile() {}

    /**
     * Compares, or rewrites.
     *
     * @param path path within the module
     * @param text what the code says
     */
    public static void holds(String path, String text) {
        Path file = MODULE.resolve(path);
        try {
            if (System.getProperty("update") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(file).as("run with -Dupdate to write it").exists();
            assertThat(Files.readString(file))
                    .as("%s; run with -Dupdate to rewrite it", path)
                    .isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
