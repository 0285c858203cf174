package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that is copied instead of resolved is the one that resolving gives. */
final class PlainAddressesTest {
    private static final int RANDOM_ADDRESSES = 20_000;

    private static final String[] PIECES = {
        "/", "//", "/.", "/..", "/%2e", "a", "B", "7", "-", "_", "~", "%20", "?", "#", "&amp;", "&", "&lt;", "=", "+",
        "|", "[", "]", "{", "^", "`", "'", "\\", " ", "\t", ":", "@", "!", "$", "(", ")", "*", ",", ";", "\u00fc", "\"",
        "<", ">", "\u007f"
    };

    private final AddressJudge judge = new AddressJudge(Rewriting.page().context());
    private final AsciiText copied = new AsciiText();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://t.example/a/b.js",
                "http://t.example/?a=1&amp;b=2#c",
                "//t.example/a|b[0]#!x=1",
                "https://t.example/a_b-c.d~e%20f"
            })
    void addressAsNearlyAllAreWrittenIsCopied(String address) {
        assertThat(copies(address)).isTrue();
        assertThat(copied.toString()).isEqualTo(resolved(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://t.example/a/../b",
                "https://t.example/a/%2e/b",
                "https://t.example/a#b#c",
                "https://t.example/a&lt;b",
                "https://t.example/{a}",
                "https://t.example/\u00fc",
                "https://t.example",
                "https://xn--a.t.example/b.js",
                "a/b.js"
            })
    void addressThatResolvingChangesIsNot(String address) {
        assertThat(copies(address)).isFalse();
    }

    @Test
    void whateverIsCopiedIsWhatResolvingGives() {
        Random random = new Random(20_261_127);
        int plain = 0;
        for (int i = 0; i < RANDOM_ADDRESSES; i++) {
            StringBuilder address = new StringBuilder(random.nextBoolean() ? "https://t.example/" : "//t.example/");
            for (int pieces = random.nextInt(7); pieces > 0; pieces--) {
                address.append(PIECES[random.nextInt(PIECES.length)]);
            }
            if (copies(address.toString())) {
                plain++;
                assertThat(copied.toString()).as(address.toString()).isEqualTo(resolved(address.toString()));
            }
        }
        assertThat(plain).isBetween(RANDOM_ADDRESSES / 20, RANDOM_ADDRESSES - 1);
    }

    private boolean copies(String address) {
        byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
        return judge.resolvePlainly(bytes, 0, bytes.length, copied);
    }

    /** Resolved, once its references are decoded: none but these two occur. */
    private String resolved(String address) {
        return judge.resolved(address.replace("&amp;", "&").replace("&lt;", "<"));
    }
}
