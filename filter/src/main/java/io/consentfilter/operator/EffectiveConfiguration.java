package io.consentfilter.operator;

import io.consentfilter.config.ConsentConfig;
import io.consentfilter.json.CanonicalJson;
import io.consentfilter.model.HostPattern;
import io.consentfilter.model.Lifetime;
import io.consentfilter.model.Option;
import io.consentfilter.model.Text;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The configuration as it counts, defaults included, as plain values in the form of {@code consent.json}; secrets are masked. */
public final class EffectiveConfiguration {
    static final String MASK = "••••••";

    /** Credentials inside of a database URL: user:password@ and password=. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)(//)[^/@?\\s]+@|((?:password|passwd|pwd|sslpassword)=)[^&;\\s]+");

    /** Where receipts lie and who opens them is nothing that counts for a visitor, and may hold a secret in any part of it. */
    private static final Set<String> PLACES = Set.of("database", "user", "password", "keys", "dataDirectory");

    private EffectiveConfiguration() {}

    /**
     * The configuration as the journal keeps it, for good: RFC 8785 JSON, defaults included, without secrets and without where receipts
     * and keys lie. Two starts that set everything else alike have the same bytes.
     */
    public static byte[] canonical(ConsentConfig config) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (of(config) instanceof Map<?, ?> all) {
            all.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        if (values.get("receipts") instanceof Map<?, ?> receipts) {
            Map<Object, Object> kept = new LinkedHashMap<>(receipts);
            kept.keySet().removeAll(PLACES);
            values.put("receipts", kept);
        }
        return CanonicalJson.bytes(values);
    }

    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Text text) {
            return text.byLanguage();
        }
        if (value instanceof HostPattern || value instanceof Lifetime) {
            return value instanceof HostPattern host ? host.text() : value.toString();
        }
        if (value instanceof Record section) {
            return section(section);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EffectiveConfiguration::of).toList();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return value == null || value instanceof Boolean || value instanceof Number ? value : masked(value.toString());
    }

    private static Map<String, Object> section(Record section) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            Object value = read(section, component);
            if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
                Option option = component.getAnnotation(Option.class);
                boolean secret = option != null && option.secret();
                String key = option == null || option.key().isEmpty() ? component.getName() : option.key();
                Object plain = secret ? MASK : of(value);
                values.put(key, plain == null ? "" : plain);
            }
        }
        return values;
    }

    private static @Nullable Object read(Record section, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(section);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record hides " + component, e);
        }
    }

    private static String masked(String text) {
        return CREDENTIALS.matcher(text).replaceAll(found -> {
            String kept = found.group(2) == null ? found.group(1) : found.group(2);
            return kept + MASK + (found.group(2) == null ? "@" : "");
        });
    }
}
