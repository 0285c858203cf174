package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * That nobody was contacted, once and for all. A busy browser may be late for what a test waits for, so the build tries a test that
 * failed a second time; a contact that must not be fails the second try as well, whatever happens in it.
 */
final class Contactless implements BeforeEachCallback {
    private static final Map<String, List<String>> SEEN = new ConcurrentHashMap<>();

    private static volatile String test = "";

    @Override
    public void beforeEach(ExtensionContext context) {
        test = context.getUniqueId();
        assertThat(SEEN.get(test)).as("contacts in the try before").isNull();
    }

    /**
     * Fails now, and in every later try of this test, if anybody was contacted.
     *
     * @param contacts what was reached
     * @param when in what situation nobody may be
     */
    static void nobodyIn(Collection<?> contacts, String when) {
        if (!contacts.isEmpty()) {
            SEEN.put(test, contacts.stream().map(String::valueOf).toList());
        }
        assertThat(contacts).as("contacts %s", when).isEmpty();
    }
}
