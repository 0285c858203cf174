package io.consentfilter.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was shown: the exact bytes, kept while a record refers to them.
 *
 * @param version {@code noticeVersion}, hash over the parts
 * @param askVersion what it asked
 * @param firstShown when it was archived
 * @param parts bytes by name: {@code de/banner.html}, {@code de/choices.html}, {@code de/policy.html}, {@code style.css} ...
 */
public record Notice(String version, String askVersion, Instant firstShown, Map<String, byte[]> parts) {
    public Notice {
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }
}
