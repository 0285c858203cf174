package io.consentfilter.endpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the choices page can say about what just happened: a fixed set, so that an address cannot put words into our page. */
enum ChoicesMessage {
    SAVED("saved"),
    WITHDRAWN("withdrawn"),
    NOT_SAVED("not-saved"),
    CONFIRM("confirm");

    private final String key;

    ChoicesMessage(String key) {
        this.key = key;
    }

    /** Its key in the texts and in the address. */
    String key() {
        return key;
    }

    static @Nullable ChoicesMessage of(String key) {
        return List.of(values()).stream()
                .filter(message -> message.key.equals(key))
                .findFirst()
                .orElse(null);
    }
}
