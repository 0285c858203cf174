package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A service worker that was there before the filter came. */
final class HeldServiceWorkerIT extends HostileIT {
    @Test
    void serviceWorkerInstalledBeforeTheFilterIsHeldOnceItIsUpdated() {
        guarded(false);
        go("/own.html");
        page().evaluate(
                        "navigator.serviceWorker.register('/service-worker.js').then(() => navigator.serviceWorker.ready)");
        go("/own.html?again");
        settleOnContact();
        assertThat(contacts()).as("without the filter").isNotEmpty();

        guarded(true);
        go("/own.html?first");
        page().evaluate("window.before = navigator.serviceWorker.controller;"
                + "navigator.serviceWorker.getRegistration().then(known => known.update())");
        until(
                "the updated worker took over",
                () -> Boolean.TRUE.equals(page().evaluate("navigator.serviceWorker.controller !== window.before")));
        forgetContacts();
        go("/own.html?second");
        settle();
        Contactless.nobodyIn(contacts(), "with the filter");
    }
}
