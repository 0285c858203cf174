package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.RawHttp.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only Tomcat has: JSP, sendfile, and two ways to end a FORWARD. */
public abstract class TomcatContract extends ServletContract {
    /** Starts a second container in which Tomcat suspends wrapped responses after a FORWARD, or does not; gives back how to stop it. */
    protected abstract Running startSuspending(ContractApp contractApp, boolean suspending) throws Exception;

    /**
     * A container that runs.
     *
     * @param stop ends it
     */
    public record Running(int port, Callable<Void> stop) {}

    @ParameterizedTest
    @ValueSource(strings = {"/c/jsp-forward", "/c/jsp-include", "/view.jsp"})
    void viewArrivesWholeAndGuarded(String path) {
        Answer answer = http().get(ContractApp.GUARDED + path);

        assertThat(answer.status()).isEqualTo(200);
        isGuardedPage(answer);
    }

    @Test
    void viewsAskByAttributeFunctionAndTag() {
        String path = ContractApp.GUARDED + "/asks.jsp";

        assertThat(http().get(path).text().strip()).isEqualTo("el false\nfunction false");
        assertThat(http().get(path, app().choice(Set.of("visitor-statistics")))
                        .text()
                        .strip())
                .isEqualTo("el true\nfunction true\ntag");
    }

    /** The JSP of {@code docs/app-api.md}. */
    @Test
    void documentedViewDoesWhatThePageSays() {
        String path = ContractApp.GUARDED + "/documented.jsp";

        assertThat(http().get(path).text())
                .contains("class=\"quiet\"", "We do not count you.")
                .doesNotContain("because you agreed");
        assertThat(http().get(path, app().choice(Set.of("visitor-statistics"))).text())
                .contains("class=\"counted\"", "Thank you for letting us count.", "because you agreed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forwardedPagesAreWholeHoweverTomcatEndsThem(boolean suspending) throws Exception {
        Path directory = Files.createTempDirectory(app().data().getParent(), "suspending");
        Running other = startSuspending(ContractApp.write(directory), suspending);
        try {
            RawHttp raw = new RawHttp(other.port());
            for (String page : Cases.pages()) {
                if (page.startsWith("page-forward")) {
                    isWhole(raw.get(ContractApp.GUARDED + "/c/" + page));
                }
            }
            isWhole(raw.get(ContractApp.GUARDED + "/c/jsp-forward"));
        } finally {
            other.stop().call();
        }
    }

    private void isWhole(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        isGuardedPage(answer);
    }

    @Test
    void excludedFilesAreSentByTheContainerItself() {
        String excluded = ContractApp.GUARDED + "/files/big.bin";
        String guarded = ContractApp.GUARDED + "/big.bin";
        http().get(excluded);
        http().get(guarded);

        assertThat(SentFiles.paths()).contains(excluded).doesNotContain(guarded);
    }
}
