package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What visitors saw is replayed after a deployment whose texts and style are others. */
final class ReplayAfterRedeployTest {
    private static final Pattern PART = Pattern.compile("replay\\?part=([^\"&]+)\"");

    @TempDir
    private Path root;

    private GuardedNode node;

    @BeforeEach
    void start() throws Exception {
        ContractApp app = ContractApp.write(root);
        GuardedNode.withOperator(app);
        GuardedNode.change(
                app, "\"filter\": {", "\"banner\": { \"theme\": { \"accent\": \"#0b57d0\" } },\n  \"filter\": {");
        node = GuardedNode.start(app);
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    /** Every part of a notice as the operator sees it replayed, by name. */
    private Map<String, String> replayed(String version) {
        Map<String, String> parts = new TreeMap<>();
        Matcher part = PART.matcher(node.operator("notices/" + version).text());
        while (part.find()) {
            parts.put(
                    part.group(1),
                    node.operator("notices/" + version + "/replay?part=" + part.group(1))
                            .text());
        }
        return parts;
    }

    @Test
    void theOldNoticeIsReplayedByteForByteAndTodaysIsAnother() throws Exception {
        String visitor = node.agreed("");
        String old = node.notices().get(0);
        Map<String, String> before = replayed(old);
        assertThat(before).hasSizeGreaterThan(5).containsKey("en%2Fbanner.html");
        assertThat(before.get("en%2Fbanner.html")).contains("--choice-accent:#0b57d0");
        assertThat(before.get("en%2Fchoices.html")).contains("Visitor Statistics");

        node.redeploy("#0b57d0", "#7a1f5c", "\"name\": \"Visitor Statistics\"", "\"name\": \"Statistics of visits\"");

        assertThat(node.notices()).hasSize(2).endsWith(old);
        assertThat(replayed(old)).isEqualTo(before);
        Map<String, String> today = replayed(node.notices().get(0));
        assertThat(today.get("en%2Fbanner.html"))
                .contains("--choice-accent:#7a1f5c")
                .doesNotContain("#0b57d0");
        assertThat(today.get("en%2Fchoices.html"))
                .contains("Statistics of visits")
                .doesNotContain("Visitor Statistics");
        assertThat(node.operator("api/notices/" + old).text()).contains("\"intact\":true");
        assertThat(node.operator("api/receipts?notice=" + old).text()).contains("\"proven\":true");
        assertThat(node.page(visitor)).contains(GuardedNode.TRACKER);
    }
}
