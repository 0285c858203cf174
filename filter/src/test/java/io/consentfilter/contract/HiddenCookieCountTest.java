package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The count of hidden cookies shows what came along, not how often the app looked. */
final class HiddenCookieCountTest {
    private static final Pattern COUNTED =
            Pattern.compile("Inbound cookies hidden from the app</th>\\s*<td[^>]*>([0-9]+)<");

    @TempDir
    private Path root;

    @Test
    void aHiddenCookieCountsOnceARequestHoweverOftenTheAppAsks() throws Exception {
        ContractApp app = ContractApp.write(root);
        GuardedNode.withOperator(app);
        GuardedNode node = GuardedNode.start(app);
        try {
            assertThat(hidden(node)).isZero();

            assertThat(node.seenCookies("a=1; _st_id=7")).contains("a").doesNotContain("_st_id");
            assertThat(hidden(node)).as("an app that asks four times").isEqualTo(1);

            node.http().get(ContractApp.GUARDED + "/c/page-writer-whole", "Cookie: _st_id=7");
            assertThat(hidden(node)).as("an app that never asks").isEqualTo(2);

            node.seenCookies("a=1");
            assertThat(hidden(node)).as("nothing to hide").isEqualTo(2);
        } finally {
            node.close();
        }
    }

    private static long hidden(GuardedNode node) {
        String page = node.operator("site?lang=en").text();
        Matcher counted = COUNTED.matcher(page);
        assertThat(counted.find()).as(page).isTrue();
        return Long.parseLong(counted.group(1));
    }
}
