package io.consentfilter.contract;

import static io.consentfilter.contract.GuardedNode.TRACKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentfilter.store.sql.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with one PostgreSQL and one key file: what an operator declares invalid on one closes the gate of the other too. */
final class InvalidationOnTwoNodesIT {
    @TempDir
    private Path root;

    private final String prefix = PostgresServer.prefix();
    private GuardedNode first;
    private GuardedNode second;

    @BeforeEach
    void start() throws Exception {
        first = node("first");
        second = node("second");
    }

    @AfterEach
    void stop() throws Exception {
        first.close();
        second.close();
    }

    private GuardedNode node(String name) throws Exception {
        ContractApp app = ContractApp.write(root.resolve(name));
        GuardedNode.withOperator(app);
        String receipts = "\"dataDirectory\": \"" + slashed(root.resolve("shared")) + "\", \"keys\": \"file:"
                + slashed(root.resolve("shared/consent.key")) + "\", \"database\": \"" + PostgresServer.url()
                + "\", \"user\": \"postgres\", \"password\": \"file:" + password()
                + "\", \"tablePrefix\": \"" + prefix + "\"";
        GuardedNode.change(app, "\"dataDirectory\": \"" + slashed(app.data()) + "\"", receipts);
        return GuardedNode.start(app);
    }

    /** Secrets come by reference. */
    private String password() throws Exception {
        Path file = root.resolve("password");
        Files.writeString(file, "postgres");
        return slashed(file);
    }

    private static String slashed(Path path) {
        return path.toString().replace("\\", "/");
    }

    @Test
    void theOtherNodeClosesItsGateWithinSeconds() throws Exception {
        String visitor = first.agreed("");
        assertThat(first.page(visitor)).contains(TRACKER);
        assertThat(second.page(visitor)).contains(TRACKER);

        second.invalidate(second.notices().get(0));

        assertThat(second.page(visitor)).doesNotContain(TRACKER);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(first.page(visitor)).doesNotContain(TRACKER);
            assertThat(first.seenCookies(visitor)).doesNotContain("_st_id");
        });
        assertThat(first.operator("api/receipts?state=invalidated").text()).contains("\"ended\":\"invalidated\"");
    }
}
