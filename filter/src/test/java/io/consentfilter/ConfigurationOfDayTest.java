package io.consentfilter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentfilter.seal.Keys;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.StoredJournalEntry;
import io.consentfilter.store.sql.SqlStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each configuration is in the journal once, sealed, and never with a secret. */
final class ConfigurationOfDayTest {
    private static final String TOKEN = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String MORE = ", \"operators\": [{ \"name\": \"dsb\", \"tokenSha256\": \"" + TOKEN + "\" }]";

    @TempDir
    private Path root;

    @Test
    void aConfigurationIsSealedOnceHoweverOftenItStarts() throws Exception {
        start(MORE);
        start(MORE);
        start(MORE + ", \"mode\": \"report\"");
        start(MORE);
        List<JournalEntry> configurations = journal(JournalEntry.CONFIGURATION);
        assertThat(configurations).hasSize(2);
        assertThat(journal(JournalEntry.START))
                .extracting(start -> start.facts().get("configuration"))
                .containsExactly(
                        hash(configurations.get(0)),
                        hash(configurations.get(0)),
                        hash(configurations.get(1)),
                        hash(configurations.get(0)));
        for (JournalEntry each : configurations) {
            String content = each.facts().getOrDefault("content", "");
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8))))
                    .isEqualTo(hash(each));
        }
        assertThat(configurations.get(0).facts().get("content")).contains("Muster Technik AG", "\"mode\":\"enforce\"");
        assertThat(configurations.get(1).facts().get("content")).contains("\"mode\":\"report\"");
    }

    @Test
    void aStartNamesTheVersionThatRan() throws Exception {
        start(MORE);
        assertThat(journal(JournalEntry.START))
                .singleElement()
                .extracting(start -> start.facts().get("version"))
                .asString()
                .matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    }

    @Test
    void neitherSecretsNorPlacesAreInIt() throws Exception {
        start(MORE);
        assertThat(journal(JournalEntry.CONFIGURATION))
                .singleElement()
                .extracting(entry -> entry.facts().get("content"))
                .asString()
                .contains("\"name\":\"dsb\"", "tablePrefix")
                .doesNotContain(TOKEN, "consent.key", "jdbc:", root.toString());
    }

    private void start(String more) throws Exception {
        long before = startsTold();
        ConsentFilter filter = new ConsentFilter();
        filter.init(Deployments.deployed(root, Deployments.CONFIG.replace("@more@", more)));
        // The journal is told beside the start.
        await().atMost(Duration.ofSeconds(60)).until(() -> startsTold() == before + 1);
        filter.destroy();
    }

    /** While the webapp runs nobody else may open its store; reading the file is no harm. */
    private long startsTold() throws Exception {
        Path file = root.resolve("data/consent.db");
        if (!Files.exists(file)) {
            return 0;
        }
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = reader.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM consent_journal WHERE kind = 'start'")) {
            return count.getLong(1);
        }
    }

    private List<JournalEntry> journal(String kind) throws Exception {
        List<StoredJournalEntry> entries = new ArrayList<>();
        SqlStores.Settings settings = new SqlStores.Settings(
                "jdbc:sqlite:consent.db", null, null, null, root.resolve("data"), "consent_", "deployed");
        try (SqlStores stores = SqlStores.open(settings, Keys.ephemeral().signing(), InstantSource.system())) {
            stores.receipts().journal(kind, Instant.EPOCH, Instant.now().plus(Duration.ofDays(1)), entries::add);
        }
        return entries.stream().map(StoredJournalEntry::entry).toList();
    }

    private static String hash(JournalEntry configuration) {
        return configuration.facts().getOrDefault("hash", "");
    }
}
