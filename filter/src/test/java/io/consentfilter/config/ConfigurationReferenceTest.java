package io.consentfilter.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.consentfilter.GeneratedFile;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema and the manual are made from the records, and say what the reader does. */
final class ConfigurationReferenceTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ConfigSchema.text(), InputFormat.JSON);

    @Test
    void theSchemaIsMadeFromTheRecords() {
        GeneratedFile.holds("docs/consent.schema.json", ConfigSchema.text());
    }

    @Test
    void theManualIsMadeFromTheRecords() {
        GeneratedFile.holds("docs/configuration.md", ConfigurationManual.text());
    }

    @Test
    void theCatalogueIsListed() {
        GeneratedFile.holds("docs/catalogue.md", CatalogueManual.text());
    }

    @Test
    void theSchemaIsASchema() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(ConfigSchema.text(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void theSamplesAreValid() {
        String complete = new String(Samples.complete().content(), StandardCharsets.UTF_8);
        assertThat(SCHEMA.validate(complete, InputFormat.JSON)).isEmpty();
        assertThat(SCHEMA.validate(Samples.minimal(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"operatorz\": []",
                "\"mode\": \"off\"",
                "\"services\": [{\"use\": \"yuotube\"}]",
                "\"services\": [{\"id\": \"a\", \"name\": \"A\", \"purpose\": \"statistics\", \"hosts\": [\"https://a.example\"]}]",
                "\"receipts\": {\"grantLifetime\": \"12 months\"}",
                "\"activities\": [\"server-log\"]",
                "\"necessary\": [{\"id\": \"n\", \"ground\": \"transmission\"}]",
                "\"policy\": {\"remark\": {\"de\": \" \"}}"
            })
    void theSchemaRefusesWhatTheReaderRefuses(String members) {
        assertThat(SCHEMA.validate(Samples.minimalWith(members), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void whatMayBeAbsentSaysSoInItsOptionBecauseNullableIsNotThereAtRunTime() {
        for (Class<?> record : records()) {
            for (RecordComponent component : record.getRecordComponents()) {
                AnnotatedType type = component.getAnnotatedType();
                Component option = Component.of(record).stream()
                        .filter(candidate -> candidate.type().equals(component.getGenericType()))
                        .filter(candidate -> candidate.key().equals(keyOf(component)))
                        .findFirst()
                        .orElseThrow();
                assertThat(option.nullable())
                        .as(record.getSimpleName() + "." + component.getName())
                        .isEqualTo(type.isAnnotationPresent(Nullable.class));
            }
        }
    }

    private static String keyOf(RecordComponent component) {
        String key =
                component.getAnnotation(io.consentfilter.model.Option.class).key();
        return key.isEmpty() ? component.getName() : key;
    }

    /** Every record that the configuration reaches. */
    private static Set<Class<?>> records() {
        Set<Class<?>> found = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(Set.of(ConsentConfig.class));
        while (!open.isEmpty()) {
            Class<?> record = open.remove();
            if (found.add(record)) {
                Arrays.stream(record.getRecordComponents())
                        .map(ConfigurationManual::itemType)
                        .filter(Component::isObject)
                        .forEach(open::add);
            }
        }
        return found;
    }
}
