package io.consentfilter.config;

import java.util.List;
import java.util.Map;

/** Reads {@code consent.json}: several files, later ones override; all problems at once; secrets by reference. */
public final class ConfigReader {
    private ConfigReader() {}

    /** One file as it was found. */
    public record Source(String name, byte[] content) {}

    /**
     * Reads and checks.
     *
     * @param sources the files, later ones override
     * @param environment what {@code env:} references are looked up in
     * @throws ConfigException with every problem at once
     */
    public static ConsentConfig read(List<Source> sources, Map<String, String> environment) throws ConfigException {
        throw new UnsupportedOperationException("laid, not built");
    }
}
