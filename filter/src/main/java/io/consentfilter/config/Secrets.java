package io.consentfilter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows references to secrets, so that none has to stand in a file that is versioned or shipped. */
final class Secrets {
    static final String EXPECTED = "a reference: \"env:NAME\" or \"file:/absolute/path\"";

    /** A file that holds a secret has at most so many bytes. */
    static final int SECRET_BYTES_MAX = 8192;

    private final Map<String, String> environment;

    Secrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The value behind a reference; null and a problem where there is none. A value in the file itself is taken, with a warning. */
    @Nullable
    String resolve(String reference, Spot spot, Problems problems) {
        if (reference.startsWith("env:")) {
            return variable(reference.substring(4), spot, problems);
        }
        if (reference.startsWith("file:")) {
            return file(reference.substring(5), spot, problems);
        }
        problems.warn(spot, "found the secret itself, better is " + EXPECTED);
        return reference;
    }

    private @Nullable String variable(String name, Spot spot, Problems problems) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            problems.error(
                    spot,
                    "found \"env:" + name + "\", expected the environment variable " + name + " to be set"
                            + Wording.didYouMean(name, environment.keySet()));
            return null;
        }
        return value.strip();
    }

    private static @Nullable String file(String name, Spot spot, Problems problems) {
        Path path = Path.of(name);
        if (!path.isAbsolute()) {
            problems.error(spot, "found \"file:" + name + "\", expected " + EXPECTED);
            return null;
        }
        try {
            String value = Files.size(path) > SECRET_BYTES_MAX
                    ? ""
                    : Files.readString(path).strip();
            if (!value.isEmpty()) {
                return value;
            }
            problems.error(
                    spot, "found an empty or too long file at " + name + ", expected the secret and nothing else");
        } catch (IOException e) {
            problems.error(spot, "found no readable file at " + name + ", expected the secret in it");
        }
        return null;
    }
}
