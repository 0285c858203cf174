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

/** An operator declares a notice invalid: the gate closes at each visitor's next request, through the whole filter. */
final class InvalidationTest {

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

    private String todaysNotice() {
        return node.notices().get(0);
    }

    /** Deploys a notice that reads differently, and asks the same. */
    private void redeploy() throws Exception {
        node.redeploy("\"name\": \"Visitor Statistics\"", "\"name\": \"Statistics of visits\"");
    }

    private void assertOpen(String cookies) {
        assertThat(node.page(cookies)).contains(TRACKER).doesNotContain(BANNER);
        assertThat(node.seenCookies(cookies)).contains("_st_id=7");
    }

    private void assertClosed(String cookies) {
        assertThat(node.page(cookies)).doesNotContain(TRACKER);
        assertThat(node.seenCookies(cookies)).doesNotContain("_st_id");
    }

    @Test
    void consentUnderAnInvalidNoticeEndsWithTheNextRequest() throws Exception {
        String visitor = node.agreed("");
        String old = todaysNotice();
        redeploy();
        assertOpen(visitor);

        assertThat(node.invalidate(old).status()).isEqualTo(200);

        assertClosed(visitor);
        assertThat(node.page(visitor)).contains(BANNER);
        assertThat(node.http()
                        .get(ContractApp.GUARDED + "/c/page-writer-whole", "Cookie: " + visitor)
                        .all("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("_st_id=") && cookie.contains("Max-Age=0"));
        assertThat(node.own("", visitor).text()).contains("does not count any more");

        String again = node.agreed(visitor);
        assertOpen(again);
        assertThat(node.operator("api/receipts?state=renewed&service=visitor-statistics")
                        .text())
                .contains("previousId");
    }

    @Test
    void recordReceiptQueriesAndJournalSaySo() throws Exception {
        String visitor = node.agreed("");
        String old = todaysNotice();
        redeploy();
        node.invalidate(old);

        String found = node.operator("api/receipts?state=invalidated").text();
        assertThat(found)
                .contains("\"ended\":\"invalidated\"", "\"reason\":\"the text was faulty\"", "\"proven\":true")
                .contains("\"visitor-statistics\":\"given\"");
        assertThat(node.operator("api/receipts?state=given").text()).contains("\"items\":[]");
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(found);
        assertThat(id.find()).isTrue();
        assertThat(node.own("receipts/" + id.group(1), visitor).text())
                .contains("declared invalid", "Declared invalid on");
        assertThat(node.own("receipts/" + id.group(1) + "?as=jsonld", visitor).text())
                .contains("dpv:ConsentGiven", "dpv:ConsentInvalidated");
        assertThat(node.operator("receipts/" + id.group(1)).text()).contains("the text was faulty");
        assertThat(node.operator("api/receipts/export").text())
                .contains("\"kind\":\"invalidation\"", "\"noticeVersion\":\"" + old + "\"");
        assertThat(node.operator("api/receipts/export?format=csv").text()).contains("\"invalidated\"");
    }

    @Test
    void refusalUnderAnInvalidNoticeStays() throws Exception {
        String visitor = GuardedNode.choiceOf(node.click(node.page(""), "1", "reject-all", ""));
        String old = todaysNotice();
        redeploy();
        node.invalidate(old);

        assertThat(node.page(visitor)).doesNotContain(TRACKER).doesNotContain(BANNER);
    }

    @Test
    void nobodyIsAskedWithANoticeThatIsInvalid() throws Exception {
        String visitor = node.agreed("");
        String question = node.page("");
        node.invalidate(todaysNotice());

        assertClosed(visitor);
        assertThat(node.page(visitor)).doesNotContain(BANNER);
        assertThat(node.page("")).doesNotContain(BANNER);
        Answer late = node.click(question, "1", "accept-all", "");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.all("Set-Cookie")).isEmpty();
        assertThat(node.operator("notices").text()).contains("Der heutige Hinweis ist für ungültig erklärt");
    }

    @Test
    void restartKeepsTheGateClosed() throws Exception {
        String visitor = node.agreed("");
        node.invalidate(todaysNotice());
        node.restart();
        assertClosed(visitor);
    }
}
