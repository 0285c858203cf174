package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Puts the prefix on tables: in our SQL, {@code {record}} is the table of records. */
final class Tables {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,30}");
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    /** Texts are constants and a few shapes of queries; a cache larger than that would be a leak. */
    private static final int CACHE_MAX = 1000;

    private final String prefix;
    private final Dialect dialect;
    private final Map<String, String> cache = new ConcurrentHashMap<>();

    Tables(String prefix, Dialect dialect) throws StoreException {
        if (!prefix.isEmpty() && !PREFIX.matcher(prefix).matches()) {
            throw new StoreException(
                    "receipts.tablePrefix: expected lower-case letters, digits and _, at most 31, found \"" + prefix
                            + "\"");
        }
        this.prefix = prefix;
        this.dialect = dialect;
    }

    String sql(String template) {
        String known = cache.get(template);
        if (known != null) {
            return known;
        }
        Map<String, String> words = dialect.words();
        String sql =
                NAME.matcher(template).replaceAll(match -> words.getOrDefault(match.group(1), prefix + match.group(1)));
        if (cache.size() < CACHE_MAX) {
            cache.put(template, sql);
        }
        return sql;
    }
}
