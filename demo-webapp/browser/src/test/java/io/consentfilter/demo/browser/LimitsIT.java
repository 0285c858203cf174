package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

    /** What one page opens early is opened at once: where the script's connection came, the markup's has come too. */
    private static final int MARKUP_MILLIS = 3_000;

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
    void scriptMayOpenAConnectionEarlyAndMarkupMayNot(@TempDir Path profile) throws IOException {
        try (BrowserContext visitor = InstalledBrowser.withProfile(profile)) {
            guarded(false);
            assertThat(openedEarly(visitor)).as("without the filter").isEqualTo(new OpenedEarly(true, true));
            guarded(true);
            assertThat(openedEarly(visitor)).as("with the filter").isEqualTo(new OpenedEarly(false, true));
        }
    }

    /**
     * Whether a browser connected before it was asked for anything; how often it tries is its own affair.
     *
     * @param byMarkup where a {@code link} element of the page said so
     * @param byScript where a script inserted one
     */
    private record OpenedEarly(boolean byMarkup, boolean byScript) {}

    private static OpenedEarly openedEarly(BrowserContext visitor) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket markup = new ServerSocket(0, 50, here);
                ServerSocket script = new ServerSocket(0, 50, here)) {
            String ports = "?" + markup.getLocalPort() + "#" + script.getLocalPort();
            visitor.pages().get(0).navigate(address() + "/preconnect.html" + ports);
            boolean byScript = connected(script, WAIT_MILLIS);
            return new OpenedEarly(connected(markup, MARKUP_MILLIS), byScript);
        }
    }

    private static boolean connected(ServerSocket third, int waitMillis) throws IOException {
        third.setSoTimeout(waitMillis);
        try (Socket opened = third.accept()) {
            return opened.isConnected();
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    @Test
    void scriptMayAskAServerOfWebRtc() throws IOException {
        try (DatagramSocket third = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
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

    /** Only a script can make a worker forget its pages: no answer of a server takes one page out of what it keeps. */
    @Test
    void pageThatAWorkerOfTheSiteKeptIsShownLiveWhereJavaScriptWasSwitchedOffBeforeTheWithdrawal() {
        go("/image.html");
        accept();
        page().evaluate(
                        "navigator.serviceWorker.register('/keeping-worker.js').then(() => navigator.serviceWorker.ready)");
        until("the worker keeps the page", () -> {
            go("/image.html");
            return Boolean.TRUE.equals(
                    page().evaluate(
                                    "caches.open('pages').then(kept => kept.keys()).then(all => all.some(one => one.url.endsWith('/image.html')))"));
        });
        javaScript(false);
        go("/_choice/");
        page().locator("button[value=withdraw-all]").first().click();
        page().locator(".choice-withdrawn").waitFor();
        forgetContacts();
        go("/image.html");

        until("the third party was reached", () -> !contacts().isEmpty());
    }

    @Test
    void pageThatDoesNotPassTheFilterIsNotHeld() {
        guarded(false);
        go("/script-tag.html");

        until("the third party was reached", () -> !contacts().isEmpty());
        assertThat(page().locator("#choice-panel").count()).isZero();
    }
}
