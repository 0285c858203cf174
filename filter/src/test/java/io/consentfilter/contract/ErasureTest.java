package io.consentfilter.contract;

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
    private static final String TRACKER = "<script src=\"https://tracker.example/t.js\"";
    private static final String BANNER = "id=\"choice-panel\"";
    private static final String OPERATOR = ContractApp.GUARDED + "/_choice/operator/api/";

    @TempDir
    private Path root;

    private ContractApp app;
    private GuardedNode node;

    @BeforeEach
    void start() throws Exception {
        app = ContractApp.write(root);
        GuardedNode.withOperator(app);
        node = GuardedNode.start(app);
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private String agreed(String cookies) {
        return GuardedNode.choiceOf(node.click(node.page(cookies), "1", "accept-all", cookies)) + "; _st_id=7";
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
        String visitor = agreed("");
        assertThat(node.page(visitor)).contains(TRACKER).doesNotContain(BANNER);

        assertThat(erase(subject()).text()).contains("\"erased\":1");

        assertUndecided(visitor);
    }

    @Test
    void itsIdAndWhatTheServiceHadSetLeaveTheBrowser() {
        String visitor = agreed("");
        erase(subject());

        Answer page = node.http().get(ContractApp.GUARDED + "/c/page-writer-whole", "Cookie: " + visitor);

        assertThat(page.all("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("choice=;") && cookie.contains("Max-Age=0"))
                .anyMatch(cookie -> cookie.startsWith("choice-set=;") && cookie.contains("Max-Age=0"))
                .anyMatch(cookie -> cookie.startsWith("_st_id=") && cookie.contains("Max-Age=0"));
    }

    @Test
    void anotherVisitorStaysDecided() {
        String visitor = agreed("");
        String subject = subject();
        String another = agreed("");
        erase(subject);

        assertUndecided(visitor);
        assertThat(node.page(another)).contains(TRACKER).doesNotContain(BANNER);
    }

    @Test
    void whoeverAgreesAgainIsSomebodyNew() {
        String visitor = agreed("");
        String old = subject();
        erase(old);

        String again = agreed(visitor);

        assertThat(node.page(again)).contains(TRACKER).doesNotContain(BANNER);
        assertThat(subject()).isNotEqualTo(old);
        assertThat(node.operator("api/receipts").text()).doesNotContain("previousId");
        assertUndecided(visitor);
    }

    @Test
    void theOldCookieOpensNoReceiptAndWithdrawsNothing() {
        String visitor = agreed("");
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
        String visitor = agreed("");
        erase(subject());
        node.close();
        node = GuardedNode.start(app);

        assertUndecided(visitor);
    }
}
