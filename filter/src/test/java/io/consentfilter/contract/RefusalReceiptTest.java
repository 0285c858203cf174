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

/** Whoever refused on the page without a script gets a receipt when they ask for one, once, and is not marked for it. */
final class RefusalReceiptTest {
    private static final String BUTTON = "id=\"choice-refusal\"";
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*/receipts/[^\"]+)\"");

    @TempDir
    private Path root;

    private GuardedNode node;

    @BeforeEach
    void start() throws Exception {
        node = GuardedNode.start(ContractApp.write(root));
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private Answer get(String address, String cookies) {
        return node.http().get(address, "Cookie: " + cookies, "Accept: text/html");
    }

    @Test
    void bothAnswersOnThePageLeadStraightBackToIt() {
        String question = node.page("");

        Answer refusal = node.click(question, "1", "reject-all", "");
        Answer consent = node.click(question, "1", "accept-all", "");

        assertThat(refusal.status()).isEqualTo(303);
        assertThat(refusal.header("Location").split("[?&]")[0])
                .isEqualTo(consent.header("Location").split("[?&]")[0]);
    }

    @Test
    void theSettingsHandTheReceiptOfARefusalOnceToWhoAsks() {
        String visitor = GuardedNode.choiceOf(node.click(node.page(""), "1", "reject-all", ""));
        String settings = node.own("?lang=en", visitor).text();
        assertThat(settings).contains(BUTTON, "show you its receipt once").doesNotContain("/receipts/");

        Answer again = node.click(settings, "2", "reject-all", visitor);
        Answer confirmation = get(again.header("Location"), visitor);

        assertThat(confirmation.text()).contains("Your choice is saved").doesNotContain(BUTTON);
        Matcher link = LINK.matcher(confirmation.text());
        assertThat(link.find()).isTrue();
        String address = link.group(1).replace("&amp;", "&");
        Answer receipt = get(address, visitor);
        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.text()).contains("Receipt number", "on the settings page: “Reject all”");
        assertThat(get(address, visitor).status()).as("the second time").isEqualTo(404);
    }

    @Test
    void askingForItLeavesNoIdInTheBrowser() {
        String visitor = GuardedNode.choiceOf(node.click(node.page(""), "1", "reject-all", ""));

        Answer again = node.click(node.own("", visitor).text(), "2", "reject-all", visitor);

        assertThat(again.all("Set-Cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.startsWith("choice=") || cookie.startsWith("choice-set=1;"));
        assertThat(GuardedNode.choiceOf(again)).isEqualTo(visitor);
    }

    @Test
    void whoAgreedOrDecidedNothingIsNotAsked() {
        String visitor = GuardedNode.choiceOf(node.click(node.page(""), "1", "accept-all", ""));

        assertThat(node.own("", visitor).text()).doesNotContain(BUTTON);
        assertThat(node.own("", "").text()).doesNotContain(BUTTON);
    }
}
