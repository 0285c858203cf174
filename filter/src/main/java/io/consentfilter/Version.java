package io.consentfilter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which version of the filter this is, as the build wrote it; also where several jars were merged into one. */
final class Version {
    private static final String FILE = "/META-INF/consent/version.txt";

    private Version() {}

    /** The version of the artifact, such as {@code 1.2.3}. */
    static String own() {
        try (InputStream in = Version.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
