package io.consentfilter.contract;

import static io.consentfilter.contract.GuardedNode.BANNER;
import static io.consentfilter.contract.GuardedNode.TRACKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.RawHttp.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the receipts is no database any more: pages are served closed, refusals work, nothing is granted. */
final class DamagedStoreTest {
    @TempDir
    private Path root;

    private GuardedNode node;

    @BeforeEach
    void start() throws Exception {
        ContractApp app = ContractApp.write(root);
        Files.createDirectories(app.data());
        Files.writeString(
                app.data().resolve("consent.db"), "no database, but long enough to be taken for one".repeat(300));
        node = GuardedNode.start(app);
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    @Test
    void thePageArrivesWithheldAndAsks() {
        assertThat(node.page("")).contains("</html>", BANNER).doesNotContain(TRACKER);
    }

    @Test
    void aRefusalTakesEffect() {
        Answer refusal = node.click(node.page(""), "1", "reject-all", "");

        assertThat(refusal.status()).isEqualTo(303);
        assertThat(node.page(GuardedNode.choiceOf(refusal)))
                .doesNotContain(TRACKER)
                .doesNotContain(BANNER);
    }

    @Test
    void aGrantIsToldThatItCouldNotBeSaved() {
        Answer grant = node.click(node.page(""), "1", "accept-all", "");

        assertThat(grant.status()).isEqualTo(503);
        assertThat(grant.header("Retry-After")).isEqualTo("5");
        assertThat(grant.all("Set-Cookie")).isEmpty();
    }
}
