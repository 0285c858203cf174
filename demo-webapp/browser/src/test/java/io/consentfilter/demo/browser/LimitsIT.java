package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a filter on the server cannot hold, as it is today: each sentence says what does happen. Where a browser comes to hold one
 * of them, its test fails and the README may claim more.
 */
final class LimitsIT extends HostileIT {
    private static final int WAIT_MILLIS = 10_000;

    /** After one connection the others come at once. */
    private static final int MORE_MILLIS = 1_000;

    @BeforeEach
    void guard() {
        guarded(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules-by-script", "rules-of-own-file", "navigation-by-script", "form-by-script"})
    void scriptOrOwnFileMaySendTheBrowserThere(String name) {
        go("/" + name + ".html");

        until("the third party was reached", () -> !contactsOf(name).isEmpty());
    }

    @Test
    void scriptMayOpenAConnectionEarlyAndMarkupMayNot(@TempDir Path profile) throws IOException {
        try (BrowserContext visitor = InstalledBrowser.withProfile(profile)) {
            guarded(false);
            assertThat(connectionsOpenedEarly(visitor))
                    .as("by markup and by script")
                    .isEqualTo(2);
            guarded(true);
            assertThat(connectionsOpenedEarly(visitor)).as("by script").isEqualTo(1);
        }
    }

    private static int connectionsOpenedEarly(BrowserContext visitor) throws IOException {
        int opened = 0;
        try (ServerSocket third = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            visitor.pages().get(0).navigate(address() + "/preconnect.html?" + third.getLocalPort());
            third.setSoTimeout(WAIT_MILLIS);
            while (true) {
                third.accept().close();
                opened++;
                third.setSoTimeout(MORE_MILLIS);
            }
        } catch (SocketTimeoutException noMore) {
            return opened;
        }
    }

    @Test
    void scriptMayAskAServerOfWebRtc() throws IOException {
        try (DatagramSocket third = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            third.setSoTimeout(WAIT_MILLIS);
            go("/peer-by-script.html?" + third.getLocalPort());

            third.receive(new DatagramPacket(new byte[512], 512));
        }
    }

    @Test
    void scriptOfTheSiteMayStoreWhatIsSweptOnTheNextPage() {
        go("/storage-by-script.html");
        assertThat(cookieNames()).contains("_st_id");
        assertThat(page().evaluate("localStorage.getItem('_st_visits')")).isEqualTo("1");

        go("/own.html");
        until("the names of the service are gone", () -> !cookieNames().contains("_st_id"));
        until("its storage too", () -> page().evaluate("localStorage.getItem('_st_visits')") == null);
    }

    @Test
    void serviceBehindAnOwnPathIsHeldOnlyWhereItIsDeclared() {
        go("/proxied.html");
        page().locator("#end").waitFor();
        assertThat(page().evaluate("document.body.dataset.proxied")).isNull();

        go("/proxied-undeclared.html");
        until("the script ran", () -> page().evaluate("document.body.dataset.proxied") != null);
    }

    @Test
    void pageThatDoesNotPassTheFilterIsNotHeld() {
        guarded(false);
        go("/script-tag.html");

        until("the third party was reached", () -> !contacts().isEmpty());
        assertThat(page().locator("#choice-panel").count()).isZero();
    }
}
