package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.cli.Main;
import io.consentfilter.contract.RawHttp.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void whoKeepsThePageChecksItLaterWithWhatTheSiteHandsOut() throws Exception {
        String visitor = GuardedNode.choiceOf(node.click(node.page(""), "1", "reject-all", ""));
        Answer again = node.click(node.own("?lang=en", visitor).text(), "2", "reject-all", visitor);
        Matcher link = LINK.matcher(get(again.header("Location"), visitor).text());
        assertThat(link.find()).isTrue();
        String page = get(link.group(1).replace("&amp;", "&"), visitor).text();
        Path kept = Files.writeString(root.resolve("receipt.html"), page);
        Path keys = handedOut(page, "the public keys", "keys.json");
        Path notice = handedOut(page, "the text that you were shown", "notice.jsonl");

        assertThat(verify(kept, "--keys", keys.toString()))
                .contains("proven: receipt ", "choices:layer2:reject-all", "visitor-statistics refused")
                .contains("in order, as far as it was looked at; open is what was shown (--notices)", "exit 0");
        assertThat(verify(kept, "--keys", keys.toString(), "--notices", notice.toString()))
                .contains("notices: 1, hashed anew from", "\nin order\n", "exit 0");
        Files.writeString(kept, page.replace("&quot;refused&quot;", "&quot;given&quot;"));
        assertThat(verify(kept, "--keys", keys.toString()))
                .contains("altered: the record", "exit 1")
                .doesNotContain("proven: receipt");
    }

    private Path handedOut(String page, String title, String name) throws Exception {
        Matcher link = Pattern.compile("href=\"([^\"]+)\">" + title).matcher(page);
        assertThat(link.find()).as(title).isTrue();
        return Files.write(root.resolve(name), node.http().get(link.group(1)).body());
    }

    private static String verify(Path receipt, String... options) {
        List<String> arguments = new ArrayList<>(List.of("verify", receipt.toString()));
        arguments.addAll(List.of(options));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Main.run(arguments, stream, stream);
        return out.toString(StandardCharsets.UTF_8) + "exit " + code;
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
