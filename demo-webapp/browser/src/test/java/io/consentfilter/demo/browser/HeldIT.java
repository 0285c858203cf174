package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to reach a third party that is listed as held: each page reaches it without the filter, and not once with it. */
final class HeldIT extends HostileIT {
    static List<String> pages() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(HeldIT.class.getResource("/held")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .map(name -> name.replace(".html", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageReachesTheThirdPartyOnlyWithoutTheFilter(String name) {
        guarded(false);
        go("/" + name + ".html");
        settleOnContact();
        assertThat(contacts()).as("without the filter").isNotEmpty();

        guarded(true);
        visit(true);
        go("/" + name + ".html");
        settle();
        assertThat(page().locator("#choice-panel").count())
                .as("the page is there")
                .isEqualTo(1);
        assertThat(contacts()).as("with the filter").isEmpty();
    }

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
        page().evaluate("navigator.serviceWorker.getRegistration().then(known => known.update())");
        settle();
        settle();
        forgetContacts();
        go("/own.html?second");
        settle();
        assertThat(contacts()).as("with the filter").isEmpty();
    }
}
