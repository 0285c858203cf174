package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a filter on the server cannot hold, as it is today: each sentence says what does happen. Where a browser comes to hold one
 * of them, its test fails and the README may claim more. Connections by a script's {@code preconnect} are not here: the browser of these
 * tests opens none, with the filter or without.
 */
final class LimitsIT extends HostileIT {
    private static final int WAIT_MILLIS = 10_000;

    @BeforeEach
    void guard() {
        guarded(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules-by-script", "navigation-by-script", "form-by-script"})
    void scriptMaySendTheBrowserThere(String name) {
        go("/" + name + ".html");

        until("the third party was reached", () -> !contactsOf(name).isEmpty());
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
