package io.consentfilter.contract;

import static io.consentfilter.contract.GuardedNode.BANNER;
import static io.consentfilter.contract.GuardedNode.TRACKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.RawHttp.Answer;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator erases a subject: its old cookie opens nothing any more, through the whole filter. */
final class ErasureTest {
    private static final String OPERATOR = ContractApp.GUARDED + "/_choice/operator/api/";

    @TempDir
    private Path root;

    private GuardedNode node;

    @BeforeEach
    void start() throws Exception {
        ContractApp app = ContractApp.write(root);
        GuardedNode.withOperator(app);
        node = GuardedNode.start(app);
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    /** The subject of the only receipt. */
    private String subject() {
        Matcher key = Pattern.compile("\"subjectKey\":\"([^\"]+)\"")
                .matcher(node.operator("api/receipts").text());
        assertThat(key.find()).isTrue();
        return key.group(1);
    }

    private Answer erase(String subject) {
        return node.http()
                .delete(
                        OPERATOR + "subjects/" + subject + "?reason=wish",
                        "Authorization: Bearer " + GuardedNode.TOKEN);
    }

    private void assertUndecided(String cookies) {
        assertThat(node.page(cookies)).doesNotContain(TRACKER).contains(BANNER);
        assertThat(node.seenCookies(cookies)).doesNotContain("_st_id");
    }

    @Test
    void theNextPageWithTheOldCookieIsWithheldAndAsksAgain() {
        String visitor = node.agreed("");
        assertThat(node.page(visitor)).contains(TRACKER).doesNotContain(BANNER);

        assertThat(erase(subject()).text()).contains("\"erased\":1");

        assertUndecided(visitor);
    }

    @Test
    void itsIdAndWhatTheServiceHadSetLeaveTheBrowser() {
        String visitor = node.agreed("");
        erase(subject());

        Answer page = node.http().get(ContractApp.GUARDED + "/c/page-writer-whole", "Cookie: " + visitor);

        assertThat(page.all("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("choice=;") && cookie.contains("Max-Age=0"))
                .anyMatch(cookie -> cookie.startsWith("choice-set=;") && cookie.contains("Max-Age=0"))
                .anyMatch(cookie -> cookie.startsWith("_st_id=") && cookie.contains("Max-Age=0"));
    }

    @Test
    void anotherVisitorStaysDecided() {
        String visitor = node.agreed("");
        String subject = subject();
        String another = node.agreed("");
        erase(subject);

        assertUndecided(visitor);
        assertThat(node.page(another)).contains(TRACKER).doesNotContain(BANNER);
    }

    @Test
    void whoeverAgreesAgainIsSomebodyNew() {
        String visitor = node.agreed("");
        String old = subject();
        erase(old);

        String again = node.agreed(visitor);

        assertThat(node.page(again)).contains(TRACKER).doesNotContain(BANNER);
        assertThat(subject()).isNotEqualTo(old);
        assertThat(node.operator("api/receipts").text()).doesNotContain("previousId");
        assertUndecided(visitor);
    }

    @Test
    void theOldCookieOpensNoReceiptAndWithdrawsNothing() {
        String visitor = node.agreed("");
        String question = node.page("");
        erase(subject());

        assertThat(node.own("", visitor).text()).doesNotContain("receipts/");
        Answer refusal = node.click(question, "1", "reject-all", visitor);
        assertThat(refusal.status()).isEqualTo(303);
        assertThat(node.page(GuardedNode.choiceOf(refusal)))
                .doesNotContain(TRACKER)
                .doesNotContain(BANNER);
        assertThat(node.operator("api/receipts").text()).doesNotContain("subjectKey", "withdrawn");
    }

    @Test
    void restartKeepsTheGateClosed() throws Exception {
        String visitor = node.agreed("");
        erase(subject());
        node.restart();

        assertUndecided(visitor);
    }
}
