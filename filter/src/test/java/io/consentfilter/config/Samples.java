package io.consentfilter.config;

import io.consentfilter.config.ConfigReader.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Configurations for tests of every room. */
public final class Samples {
    /** Not of any token in use. */
    public static final String TOKEN_SHA256 = "9d4e1e23bd5b727046a9e3b4b7db57bd8d6ee684d0b1a7a1d0e1f0cafe5e0f6d";

    public static final Map<String, String> ENVIRONMENT = Map.of("CONSENT_OPERATOR_TOKEN_SHA256", TOKEN_SHA256);

    private Samples() {}

    /** The example of the design, with every section; needs {@link #ENVIRONMENT}. */
    public static Source complete() {
        try (InputStream in = Samples.class.getResourceAsStream("/config/complete.json")) {
            return new Source("consent.json", Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only what has no default, and one purpose. */
    public static String minimal() {
        return """
                {
                  "site": {"id": "muster", "name": "Muster"},
                  "controller": {"name": "Muster AG", "street": "Weg 1", "postalCode": "9000", "city": "St. Gallen",
                                 "country": "CH", "email": "datenschutz@muster.example"},
                  "purposes": ["statistics"]
                }
                """;
    }

    /** The minimal configuration with more top-level keys, given as JSON members. */
    public static String minimalWith(String members) {
        return minimal().replace("\"purposes\": [\"statistics\"]", "\"purposes\": [\"statistics\"],\n  " + members);
    }

    public static ConsentConfig read(String text) throws ConfigException {
        return ConfigReader.read(List.of(source("consent.json", text)), ENVIRONMENT);
    }

    public static Source source(String name, String text) {
        return new Source(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
